import { Injectable } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import { TenantDb } from '#libs/database';
import { refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { NotificationService } from '../../inbox/application/notification.service.js';
import { unknownStreamEvent } from '../domain/stream.errors.js';
import { placeNotifications } from './notification-place.writes.js';
import { PAGE, type PlacedNotification } from './open-stream.js';
import { placeOfEvent } from './stream-event-id.js';
import { lastPlace, notificationsAfter, placedNotification } from './stream.queries.js';

/** So many streams read at once: a message to everybody must not take all connections. */
const AT_ONCE = 8;
const MOST_PLACED = 1_000;

/** Notifications in an order in which none comes to stand before another one that was read. */
@Injectable()
export class StreamReaderService {
  private readonly turns = new Semaphore(AT_ONCE);

  constructor(
    private readonly db: TenantDb,
    private readonly notifications: NotificationService,
  ) {}

  /** Where a stream begins: after the event that was seen last, else at the end. @throws 400 `notification_stream.unknown_event` */
  async begin(userId: string, lastEventId: string | undefined): Promise<string> {
    const end = await this.end(userId);
    if (lastEventId === undefined) return end;
    const place = placeOfEvent(lastEventId, userId);
    if (BigInt(place) > BigInt(end)) throw refuse(unknownStreamEvent);
    return place;
  }

  after(userId: string, place: string): Promise<readonly PlacedNotification[]> {
    return this.turns.runExclusive(async () => {
      const { schema } = currentTenant();
      const [, found] = await this.db.batch(
        placeNotifications.bind(schema, { userId, limit: MOST_PLACED }),
        notificationsAfter.bind(schema, { userId, after: place, limit: PAGE }),
      );
      const placed = (found!.rows as (typeof notificationsAfter.row)[]).map(placedNotification);
      const views = await this.notifications.withVisibleLinks(placed.map(({ view }) => view));
      return views.map((view, index) => ({ place: placed[index]!.place, view }));
    });
  }

  private async end(userId: string): Promise<string> {
    const { schema } = currentTenant();
    const [placed, last] = await this.db.batch(
      placeNotifications.bind(schema, { userId, limit: MOST_PLACED }),
      lastPlace.bind(schema, { userId }),
    );
    return placed!.rowCount === MOST_PLACED
      ? this.end(userId)
      : ((last!.rows[0]?.['last'] as string | undefined) ?? '0');
  }
}
