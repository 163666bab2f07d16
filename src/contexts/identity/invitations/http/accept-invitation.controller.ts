import { Body, Controller, Header, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { planLimitReached } from '#contexts/tenancy';
import { ApiAction, ApiSection, Public } from '#libs/http';
import { weakPasswords } from '../../passwords/domain/password.errors.js';
import { emailTaken } from '../../people/domain/user.errors.js';
import { linkProblems } from '../../sign-in/http/auth.problems.js';
import { tenantNames } from '../../sign-in/http/tenant-names.js';
import { InvitedPersonService } from '../application/invited-person.service.js';
import { invalidInvitation } from '../domain/invitation.errors.js';
import { AcceptInvitationDto } from './invitation.dto.js';

@ApiSection('Invitations', 'People who are asked by mail to join; they choose their own password.')
@Controller('v1/auth')
export class AcceptInvitationController {
  constructor(private readonly invited: InvitedPersonService) {}

  @Post('accept-invitation')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(undefined, {
    summary: 'Accept an invitation',
    description:
      'Uses up the token of the link and makes a user of the person, with a verified address, the role and the teams of the invitation; sign in afterwards. What is refused leaves the token as it was: a weak password, or a plan that has no place left (402).',
    problems: [invalidInvitation, ...linkProblems, ...weakPasswords, planLimitReached, emailTaken],
  })
  acceptInvitation(@Req() request: FastifyRequest, @Body() { token, ...person }: AcceptInvitationDto): Promise<void> {
    return this.invited.accept(tenantNames(request), token, person);
  }
}
