import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, listRequest, SignedIn, type Page } from '#libs/http';
import { MeService } from '../application/me.service.js';
import { SessionDto, SessionQuery } from './session.dto.js';
import { MeDto } from './user.dto.js';

@ApiSection('Me', 'The account of whoever asks.')
@Controller('v1/me')
export class MeController {
  constructor(private readonly me: MeService) {}

  @Get()
  @SignedIn({ apiKeys: true, enrolling: true })
  @ApiRead(MeDto, {
    summary: 'Read who I am and what I may do',
    shows: { lastLoginAt: '2026-11-24T08:00:00.000Z' },
    description:
      'Your account with the role, everything that role and grants allow you together, and the company that you work in. Ask at the start of an application to decide what to offer. Asked with an API key it tells in whose name the key acts, and what it may do now.',
  })
  getMe(): Promise<MeDto> {
    return this.me.get();
  }

  @Get('sessions')
  @SignedIn()
  @ApiList(SessionDto, {
    summary: 'List where I am signed in',
    description:
      'One for each device or program that has signed in as you and has neither signed out nor expired; `isCurrent` marks the one that asks.',
  })
  listMySessions(@Query() query: SessionQuery): Promise<Page<SessionDto>> {
    return this.me.sessions(listRequest(query));
  }
}
