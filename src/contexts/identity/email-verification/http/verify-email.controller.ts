import { Body, Controller, Header, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiAction, ApiSection, Public } from '#libs/http';
import { emailTaken } from '../../people/domain/user.errors.js';
import { linkProblems } from '../../sign-in/http/auth.problems.js';
import { tenantNames } from '../../sign-in/http/tenant-names.js';
import { VerificationLinkService } from '../application/verification-link.service.js';
import { invalidVerification } from '../domain/email-verification.errors.js';
import { VerifyEmailDto } from './email-verification.dto.js';

@ApiSection('E-mail addresses', 'An address counts once somebody has followed a link that was mailed to it.')
@Controller('v1/auth')
export class VerifyEmailController {
  constructor(private readonly links: VerificationLinkService) {}

  @Post('verify-email')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(undefined, {
    summary: 'Verify an e-mail address by a link',
    description:
      'Uses up the token of the link: the address that it was mailed to is verified, and takes the place of the former one where a change was asked for. The former address is told. Nobody needs to be signed in, and nobody is signed in by it.',
    problems: [
      invalidVerification,
      ...linkProblems,
      { ...emailTaken, meaning: 'Somebody else has the address by now.' },
    ],
  })
  verifyEmail(@Req() request: FastifyRequest, @Body() { token }: VerifyEmailDto): Promise<void> {
    return this.links.follow(tenantNames(request), token);
  }
}
