import { Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiAction, ApiList, ApiRemove, ApiSection, IdParam, listRequest, SignedIn, type Page } from '#libs/http';
import { OwnSessionsService } from '../application/own-sessions.service.js';
import { SessionDto, SessionQuery } from './session.dto.js';

@ApiSection('Me', 'The account of whoever asks.')
@Controller('v1/me/sessions')
export class OwnSessionController {
  constructor(private readonly sessions: OwnSessionsService) {}

  @Get()
  @SignedIn({ unverified: true })
  @ApiList(SessionDto, {
    summary: 'List where I am signed in',
    description:
      'One for each device or program that has signed in as you and has neither signed out nor expired; `isCurrent` marks the one that asks.',
  })
  listMySessions(@Query() query: SessionQuery): Promise<Page<SessionDto>> {
    return this.sessions.list(listRequest(query));
  }

  @Delete(':id')
  @SignedIn({ unverified: true })
  @ApiRemove({
    summary: 'Sign one of my devices out',
    description:
      'Ends the session: its access and refresh tokens are worthless at once, in every process. Ending the one that asks is the same as signing out.',
  })
  endMySession(@IdParam() id: string): Promise<void> {
    return this.sessions.end(id);
  }

  @Post('end-others')
  @SignedIn({ unverified: true })
  @ApiAction(undefined, {
    summary: 'Sign all my other devices out',
    description:
      'Ends all of your sessions but the one that asks, say after you have left a device somewhere. Their tokens are worthless at once.',
  })
  endMyOtherSessions(): Promise<void> {
    return this.sessions.endOthers();
  }
}
