import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { ApiAction, ApiRead, ApiSection, OperatorOnly } from '#libs/http';
import { FreshSignInService } from '../../sessions/application/fresh-sign-in.service.js';
import { freshSignInNeeded, tooManyAttempts } from '../../sessions/domain/auth.errors.js';
import { alreadyEnabled, notBegun, notEnabled, wrongCode } from '../../two-factor/domain/two-factor.errors.js';
import { qrCode } from '../../two-factor-enrolment/http/qr-code.js';
import {
  BackupCodesDto,
  ConfirmTwoFactorDto,
  DisableTwoFactorDto,
  OperatorTwoFactorDto,
  TwoFactorEnrolmentDto,
} from '../../two-factor-enrolment/http/own-two-factor.dto.js';
import { OperatorTwoFactorService } from '../application/operator-two-factor.service.js';
import { OwnOperatorService } from '../application/own-operator.service.js';

@ApiSection('Operator account', 'Password, sessions and second factor of the operator who asks.')
@OperatorOnly()
@Controller('admin/v1/me/two-factor')
export class OperatorTwoFactorController {
  constructor(
    private readonly own: OwnOperatorService,
    private readonly twoFactor: OperatorTwoFactorService,
    private readonly freshSignIns: FreshSignInService,
  ) {}

  @Get()
  @ApiRead(OperatorTwoFactorDto, {
    summary: 'Read whether I have a second factor as operator',
    description:
      'Tells whether your sign-in asks for a code, and how many of your backup codes are left; the codes themselves are shown by nothing.',
  })
  getOperatorTwoFactor(): Promise<OperatorTwoFactorDto> {
    return this.own.twoFactor();
  }

  @Post('enrol')
  @Header('Cache-Control', 'no-store')
  @ApiAction(TwoFactorEnrolmentDto, {
    summary: 'Begin a second factor as operator',
    description:
      'Answers a new secret, as a QR code for an authenticator app too. Nothing changes until a code of the app confirms it. Needs a sign-in of the last quarter of an hour (403).',
    problems: [freshSignInNeeded, alreadyEnabled],
  })
  async enrolOperatorTwoFactor(): Promise<TwoFactorEnrolmentDto> {
    this.freshSignIns.assertFresh();
    const enrolment = await this.twoFactor.begin();
    return { ...enrolment, qrCode: qrCode(enrolment.otpauthUri) };
  }

  @Post('confirm')
  @Header('Cache-Control', 'no-store')
  @ApiAction(BackupCodesDto, {
    summary: 'Confirm the second factor as operator',
    sends: { code: '518204' },
    description:
      'Takes a code of the app, which is thereby used. From then on your sign-in asks for one; all other sessions of yours end. The answer shows your backup codes, this once.',
    problems: [wrongCode, alreadyEnabled, notBegun],
  })
  async confirmOperatorTwoFactor(@Body() { code }: ConfirmTwoFactorDto): Promise<BackupCodesDto> {
    return { backupCodes: await this.twoFactor.confirm(code) };
  }

  @Post('backup-codes')
  @Header('Cache-Control', 'no-store')
  @ApiAction(BackupCodesDto, {
    summary: 'Make new backup codes as operator',
    description:
      'The answer shows ten new ones, this once; those of before are worthless. Needs a sign-in of the last quarter of an hour (403).',
    problems: [freshSignInNeeded, notEnabled],
  })
  async renewOperatorBackupCodes(): Promise<BackupCodesDto> {
    this.freshSignIns.assertFresh();
    return { backupCodes: await this.twoFactor.renewBackupCodes() };
  }

  @Post('disable')
  @ApiAction(undefined, {
    summary: 'Switch the second factor off as operator',
    sends: { code: 'q7wd-2k9m-x4tz-8h1v' },
    description:
      'Takes a code of the app or a backup code, and a sign-in of the last quarter of an hour (403). The password alone signs you in from then on.',
    problems: [freshSignInNeeded, wrongCode, notEnabled, tooManyAttempts],
  })
  async disableOperatorTwoFactor(@Body() { code }: DisableTwoFactorDto): Promise<void> {
    this.freshSignIns.assertFresh();
    await this.twoFactor.disable(code);
  }
}
