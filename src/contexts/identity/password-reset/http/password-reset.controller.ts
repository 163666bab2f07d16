import { Body, Controller, Header, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiAction, ApiSection, Public } from '#libs/http';
import { unchanged, weakPasswords } from '../../passwords/domain/password.errors.js';
import { busy, tenantRequired, tooManyAttempts } from '../../sessions/domain/auth.errors.js';
import { linkProblems } from '../../sign-in/http/auth.problems.js';
import { tenantNames } from '../../sign-in/http/tenant-names.js';
import { ForgottenPasswordService } from '../application/forgotten-password.service.js';
import { PasswordResetService } from '../application/password-reset.service.js';
import { invalidResetToken } from '../domain/password-reset.errors.js';
import { ForgotPasswordDto, ResetPasswordDto } from './password-reset.dto.js';

@ApiSection('Forgotten passwords', 'A new password is set by a link that is mailed; nobody else chooses or learns it.')
@Controller('v1/auth')
export class PasswordResetController {
  constructor(
    private readonly forgotten: ForgottenPasswordService,
    private readonly resets: PasswordResetService,
  ) {}

  @Post('forgot-password')
  @Public()
  @ApiAction(undefined, {
    summary: 'Ask for a link to set a new password',
    description:
      'Answers 204 whether or not there is such an account and user: an active user is mailed a link that works once, within 20 minutes; an earlier one is worthless from then on. Three mails in a quarter of an hour are sent at most. Ten requests for an address, or a hundred from a network, are answered 429 for the rest of a quarter of an hour.',
    problems: [{ ...tooManyAttempts, meaning: 'Too many links were asked for.' }, busy, tenantRequired],
  })
  forgotPassword(@Req() request: FastifyRequest, @Body() { tenant: body, email }: ForgotPasswordDto): Promise<void> {
    return this.forgotten.request({ ...tenantNames(request), body }, email);
  }

  @Post('reset-password')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(undefined, {
    summary: 'Set a new password by a link',
    description:
      'Uses up the token of the link, sets the password and ends all sessions of the user, who then signs in anew. A password that is refused leaves the token as it was; after a reset by an administrator the old one is. The user is told by mail.',
    problems: [invalidResetToken, ...linkProblems, ...weakPasswords, unchanged],
  })
  resetPassword(@Req() request: FastifyRequest, @Body() { token, password }: ResetPasswordDto): Promise<void> {
    return this.resets.reset(tenantNames(request), token, password);
  }
}
