import { Body, Controller, Get, Header, Patch, Post } from '@nestjs/common';
import { attachingRefusals, uploadNoImage } from '#contexts/files';
import { ApiAction, ApiRead, ApiSection, ApiUpdate, IfMatch, SignedIn } from '#libs/http';
import { atField } from '#libs/kernel';
import { unchanged, weakPasswords } from '../../passwords/domain/password.errors.js';
import { busy, tooManyAttempts } from '../../sessions/domain/auth.errors.js';
import type { SignInResult } from '../../sign-in/application/sign-in.service.js';
import { SignedInDto } from '../../sign-in/http/auth.dto.js';
import { MeService } from '../application/me.service.js';
import { OwnPasswordService } from '../application/own-password.service.js';
import { wrongPassword } from '../domain/own-account.errors.js';
import { ChangePasswordDto, MeDto, UpdateMeDto } from './me.dto.js';

@ApiSection('Me', 'The account of whoever asks.')
@Controller('v1/me')
export class MeController {
  constructor(
    private readonly me: MeService,
    private readonly passwords: OwnPasswordService,
  ) {}

  @Get()
  @SignedIn({ apiKeys: true, enrolling: true, unverified: true })
  @ApiRead(MeDto, {
    summary: 'Read who I am and what I may do',
    shows: { lastLoginAt: '2026-11-24T08:00:00.000Z' },
    description:
      'Your account with the role, everything that role and grants allow you together, and the company that you work in. Ask at the start of an application to decide what to offer. Asked with an API key it tells in whose name the key acts, and what it may do now.',
  })
  getMe(): Promise<MeDto> {
    return this.me.get();
  }

  @Patch()
  @SignedIn({ unverified: true })
  @ApiUpdate(MeDto, {
    summary: 'Change my profile',
    problems: [...attachingRefusals, uploadNoImage].map((refused) => atField(refused, '/avatarUploadId')),
    description:
      'Your names, your picture, your phone number, your language and your time zone; null clears them. The language is that of mails to you. The picture is an image that you have uploaded with POST /v1/uploads within the last day; the one before is given up. Your role, your employee number and whether you are active are decided by others.',
  })
  updateMe(@IfMatch() version: number, @Body() body: UpdateMeDto): Promise<MeDto> {
    return this.me.edit(version, body);
  }

  @Post('change-password')
  @SignedIn({ unverified: true })
  @Header('Cache-Control', 'no-store')
  @ApiAction(SignedInDto, {
    summary: 'Change my password',
    description:
      'Ends all of your sessions, wherever they are, and answers with the tokens of a new one for whoever asks. You are told by mail. Ten wrong current passwords close this operation to you for a quarter of an hour; they do not close the sign-in. After a reset by an administrator you set a new password by the link that was mailed.',
    unconditional: 'the current password says that the caller means it',
    problems: [
      wrongPassword,
      ...[...weakPasswords, unchanged].map((weak) => atField(weak, '/newPassword')),
      { ...tooManyAttempts, meaning: 'Too many wrong passwords were given.' },
      busy,
    ],
  })
  changeMyPassword(@Body() { currentPassword, newPassword }: ChangePasswordDto): Promise<SignInResult> {
    return this.passwords.change(currentPassword, newPassword);
  }
}
