import { Injectable } from '@nestjs/common';
import { EventFeed } from '#libs/events';
import { announcedEvents, refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { eventMessage, type EventMessage } from '../../messages/application/event-message.js';
import { expiredFeedCursor } from '../domain/event-feed.errors.js';
import { feedCursor, placeOf } from './feed-cursor.js';

interface FeedQuery {
  readonly cursor?: string | undefined;
  readonly start?: 'oldest' | 'now' | undefined;
  readonly types?: readonly string[] | undefined;
  readonly limit: number;
}

export interface FeedAnswer {
  readonly events: EventMessage[];
  readonly cursor: string;
  readonly hasMore: boolean;
}

/** The events of the account, for programs that keep a copy of its data. */
@Injectable()
export class EventFeedService {
  constructor(private readonly feed: EventFeed) {}

  /** @throws 400 `event_feed.unknown_cursor`, 409 `event_feed.cursor_expired` */
  async read({ cursor, start = 'oldest', types, limit }: FeedQuery): Promise<FeedAnswer> {
    const { id } = currentTenant();
    if (cursor === undefined && start === 'now')
      return { events: [], cursor: feedCursor(await this.feed.end(), id), hasMore: false };
    const after = cursor === undefined ? null : placeOf(cursor, id);
    const wanted = types ?? announcedEvents().map(({ type }) => type);
    const page = await this.feed.read({ after, types: wanted, limit });
    if (!page) throw refuse(expiredFeedCursor);
    return { events: page.events.map(eventMessage), cursor: feedCursor(page.last, id), hasMore: page.hasMore };
  }
}
