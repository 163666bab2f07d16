import { Body, Controller, Get, Header, Post } from '@nestjs/common';
import { ApiAction, ApiRead, ApiSection, SignedIn } from '#libs/http';
import { FreshSignInService } from '../../sessions/application/fresh-sign-in.service.js';
import { freshSignInNeeded, tooManyAttempts } from '../../sessions/domain/auth.errors.js';
import { alreadyEnabled, notBegun, notEnabled, wrongCode } from '../../two-factor/domain/two-factor.errors.js';
import { OwnTwoFactorService } from '../application/own-two-factor.service.js';
import { TwoFactorStateService, type TwoFactorState } from '../application/two-factor-state.service.js';
import { TwoFactorEnrolmentService } from '../application/two-factor-enrolment.service.js';
import {
  BackupCodesDto,
  ConfirmTwoFactorDto,
  DisableTwoFactorDto,
  TwoFactorDto,
  TwoFactorEnrolmentDto,
} from './own-two-factor.dto.js';
import { qrCode } from './qr-code.js';

@ApiSection(
  'Two-factor authentication',
  'A second factor for the sign-in: codes of an authenticator app, which change every 30 seconds.',
)
@Controller('v1/me/two-factor')
export class OwnTwoFactorController {
  constructor(
    private readonly state: TwoFactorStateService,
    private readonly own: OwnTwoFactorService,
    private readonly enrolments: TwoFactorEnrolmentService,
    private readonly freshSignIns: FreshSignInService,
  ) {}

  @Get()
  @SignedIn({ enrolling: true, unverified: true })
  @ApiRead(TwoFactorDto, {
    summary: 'Read whether I have a second factor',
    description:
      'Tells whether your sign-in asks for a code, whether the account demands that of your role and since when, and how many of your backup codes are left; the codes themselves are shown by nothing.',
  })
  getTwoFactor(): Promise<TwoFactorState> {
    return this.state.get();
  }

  @Post('enrol')
  @SignedIn({ enrolling: true, unverified: true })
  @Header('Cache-Control', 'no-store')
  @ApiAction(TwoFactorEnrolmentDto, {
    summary: 'Begin a second factor',
    description:
      'Answers a new secret, as a QR code for an authenticator app too. Nothing changes until a code of the app confirms it; beginning again makes the former secret worthless. Needs a sign-in of the last quarter of an hour (403).',
    problems: [freshSignInNeeded, alreadyEnabled],
  })
  async enrolTwoFactor(): Promise<TwoFactorEnrolmentDto> {
    this.freshSignIns.assertFresh();
    const enrolment = await this.enrolments.begin();
    return { ...enrolment, qrCode: qrCode(enrolment.otpauthUri) };
  }

  @Post('confirm')
  @SignedIn({ enrolling: true, unverified: true })
  @Header('Cache-Control', 'no-store')
  @ApiAction(BackupCodesDto, {
    summary: 'Confirm the second factor',
    description:
      'Takes a code of the app, which is thereby used. From then on your sign-in asks for one; all other sessions of yours end. The answer shows your backup codes, this once. You are told by mail.',
    problems: [wrongCode, alreadyEnabled, notBegun],
  })
  async confirmTwoFactor(@Body() { code }: ConfirmTwoFactorDto): Promise<BackupCodesDto> {
    return { backupCodes: await this.enrolments.confirm(code) };
  }

  @Post('backup-codes')
  @SignedIn({ unverified: true })
  @Header('Cache-Control', 'no-store')
  @ApiAction(BackupCodesDto, {
    summary: 'Make new backup codes',
    description:
      'The answer shows ten new ones, this once; those of before are worthless. Needs a sign-in of the last quarter of an hour (403).',
    problems: [freshSignInNeeded, notEnabled],
  })
  async renewBackupCodes(): Promise<BackupCodesDto> {
    this.freshSignIns.assertFresh();
    return { backupCodes: await this.own.renewBackupCodes() };
  }

  @Post('disable')
  @SignedIn({ unverified: true })
  @ApiAction(undefined, {
    summary: 'Switch the second factor off',
    description:
      'Takes a code of the app or a backup code, and a sign-in of the last quarter of an hour (403). The password alone signs you in from then on; you are told by mail. To change phones switch it off and begin it anew.',
    problems: [freshSignInNeeded, wrongCode, notEnabled, tooManyAttempts],
  })
  disableTwoFactor(@Body() { code }: DisableTwoFactorDto): Promise<void> {
    this.freshSignIns.assertFresh();
    return this.own.disable(code);
  }
}
