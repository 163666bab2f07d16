import { Controller, Get, Query } from '@nestjs/common';
import { ApiRead, ApiSection, Permission } from '#libs/http';
import { EventFeedService } from '../application/event-feed.service.js';
import { expiredFeedCursor, unknownFeedCursor } from '../domain/event-feed.errors.js';
import { EventFeedDto, EventFeedQuery } from './event-feed.dto.js';

@ApiSection(
  'Events',
  'What happens in the account: read one after the other, or sent to webhooks. The page of events lists them.',
)
@Controller('v1/events')
export class EventFeedController {
  constructor(private readonly feed: EventFeedService) {}

  @Get()
  @Permission('events:read')
  @ApiRead(EventFeedDto, {
    summary: 'Follow the events of the account',
    description:
      'In the order of their commits, each exactly once for whoever goes on with the `cursor` of the answer before. They are kept for seven days: a cursor behind which some are gone is refused (409). They tell of everything in the account, whatever the caller sees otherwise, so the permission is that of administrators.',
    problems: [expiredFeedCursor, unknownFeedCursor],
  })
  readEvents(@Query() query: EventFeedQuery): Promise<EventFeedDto> {
    return this.feed.read(query);
  }
}
