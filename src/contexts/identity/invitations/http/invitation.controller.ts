import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { planLimitReached } from '#contexts/tenancy';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { atField } from '#libs/kernel';
import { beyondOwnRights, emailTaken } from '../../people/domain/user.errors.js';
import { InvitationService } from '../application/invitation.service.js';
import { invitationAccepted, invitationExists, unknownTeam } from '../domain/invitation.errors.js';
import { CreateInvitationDto, InvitationDto, InvitationQuery } from './invitation.dto.js';

@ApiSection('Invitations', 'People who are asked by mail to join; they choose their own password.')
@Controller('v1/invitations')
export class InvitationController {
  constructor(private readonly invitations: InvitationService) {}

  @Get()
  @Permission('users:invite')
  @ApiList(InvitationDto, {
    summary: 'List invitations',
    description:
      'Those that wait for an answer, those that have expired and can be sent again, and those that were accepted; ones that were taken back are gone.',
  })
  listInvitations(@Query() query: InvitationQuery): Promise<Page<InvitationDto>> {
    return this.invitations.list(listRequest(query));
  }

  @Post()
  @Permission('users:invite')
  @ApiCreate(InvitationDto, {
    summary: 'Invite somebody',
    description:
      'Mails a link that works once, within seven days, with which the person chooses name and password and becomes a user. You can give a role only if you have all of its rights yourself. A place in the plan is taken when the person accepts; where none is free now nobody is invited (402).',
    problems: [planLimitReached, beyondOwnRights, emailTaken, invitationExists, atField(unknownTeam, '/teamIds/0')],
  })
  createInvitation(@Body() body: CreateInvitationDto): Promise<InvitationDto> {
    return this.invitations.invite(body);
  }

  @Get(':id')
  @Permission('users:invite')
  @ApiRead(InvitationDto, {
    summary: 'Read an invitation',
    description:
      'Whom it is for, with which role and teams, until when its link works, and who the person became. The link itself stands in the mail alone.',
  })
  getInvitation(@IdParam() id: string): Promise<InvitationDto> {
    return this.invitations.get(id);
  }

  @Post(':id/resend')
  @Permission('users:invite')
  @ApiAction(InvitationDto, {
    summary: 'Send an invitation again',
    description:
      'Mails a new link, which works for seven days from now; the earlier one is worthless from then on. One that was accepted is not sent again (409).',
    problems: [beyondOwnRights, invitationAccepted],
  })
  resendInvitation(@IdParam() id: string, @IfMatch() version: number): Promise<InvitationDto> {
    return this.invitations.resend(id, version);
  }

  @Delete(':id')
  @Permission('users:invite')
  @ApiRemove({
    summary: 'Take an invitation back',
    description:
      'Its link is worthless at once, and the address can be invited anew. One that was accepted stays (409): deactivate the user instead.',
    problems: [beyondOwnRights, invitationAccepted],
  })
  deleteInvitation(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.invitations.remove(id, version);
  }
}
