import { Body, Controller, Post } from '@nestjs/common';
import { ApiAction, ApiSection, SignedIn } from '#libs/http';
import { wrongPassword } from '../../me/domain/own-account.errors.js';
import { busy, tooManyAttempts } from '../../sessions/domain/auth.errors.js';
import { OwnEmailService } from '../application/own-email.service.js';
import { alreadyVerified, sameEmail } from '../domain/email-verification.errors.js';
import { ChangeEmailDto } from './email-verification.dto.js';

const tooManyMails = {
  ...tooManyAttempts,
  meaning: 'Too many mails were asked for, or too many wrong passwords given.',
};

@ApiSection('E-mail addresses', 'An address counts once somebody has followed a link that was mailed to it.')
@Controller('v1/me')
@SignedIn({ unverified: true })
export class OwnEmailController {
  constructor(private readonly emails: OwnEmailService) {}

  @Post('resend-verification')
  @ApiAction(undefined, {
    summary: 'Have the link that verifies my address mailed again',
    description:
      'Mails a link that works once, within 20 minutes, to your address; an earlier one is worthless from then on. Five mails in a quarter of an hour are sent at most. An address that is verified needs none (409).',
    unconditional: 'it changes nothing of the user',
    problems: [alreadyVerified, tooManyMails],
  })
  resendVerification(): Promise<void> {
    return this.emails.resend();
  }

  @Post('change-email')
  @ApiAction(undefined, {
    summary: 'Ask for another e-mail address of mine',
    description:
      'Mails a link that works once, within 20 minutes, to the new address, and a notice to the one that you have. Your address is another one only when the link is followed; until then you sign in with the one that you have. Another password makes the link worthless. An address that somebody else has is told to who follows the link alone.',
    unconditional: 'it changes nothing until the link is followed',
    problems: [wrongPassword, sameEmail, tooManyMails, busy],
  })
  changeMyEmail(@Body() { email, currentPassword }: ChangeEmailDto): Promise<void> {
    return this.emails.requestChange(email, currentPassword);
  }
}
