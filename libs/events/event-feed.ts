import { Injectable } from '@nestjs/common';
import { isoUtc, TenantDb, type StatementResult } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { feedEvents, lastDeleted, lastPlace } from './event-feed.queries.js';
import { placeEvents } from './event-feed.writes.js';

/** More events than a page has, so that reading never waits for places. */
const MOST_PLACED = 1_000;

interface FeedRequest {
  /** The place after which to go on; null for the oldest event that is kept. */
  readonly after: string | null;
  readonly types: readonly string[];
  readonly limit: number;
}

export interface FeedPage {
  readonly events: readonly DomainEvent[];
  /** Where to go on. */
  readonly last: string;
  readonly hasMore: boolean;
}

type FeedRow = Omit<DomainEvent, 'occurredAt'> & { readonly position: string; readonly occurredAt: string };

/** The committed events of the current tenant, in an order in which none comes to stand before another one that was read. */
@Injectable()
export class EventFeed {
  constructor(private readonly db: TenantDb) {}

  /** @returns null where events after that place were deleted, or it was never given: whoever goes on there would miss something */
  async read({ after, types, limit }: FeedRequest): Promise<FeedPage | null> {
    const { schema } = currentTenant();
    // what is deleted before the events are read is asked for after them, and places that are given meanwhile before
    const [placed, placesBefore, found, deletedAfter] = await this.db.batch(
      placeEvents(schema, MOST_PLACED),
      lastPlace(schema),
      feedEvents(schema, { after, types, limit }),
      lastDeleted(schema),
    );
    const end = valueOf(placesBefore!);
    if (after !== null && (BigInt(after) < valueOf(deletedAfter!) || BigInt(after) > end)) return null;
    const rows = found!.rows as unknown as FeedRow[];
    const lastRead = BigInt(rows.at(-1)?.position ?? 0);
    const isFull = rows.length === limit;
    return {
      events: rows.map(eventOf),
      last: String(isFull || lastRead > end ? lastRead : end),
      hasMore: isFull || placed!.rowCount === MOST_PLACED,
    };
  }

  /** The end of the feed as it is now. */
  async end(): Promise<string> {
    const { schema } = currentTenant();
    const [placed, end] = await this.db.batch(placeEvents(schema, MOST_PLACED), lastPlace(schema));
    return placed!.rowCount === MOST_PLACED ? this.end() : String(valueOf(end!));
  }
}

function eventOf({ position: _, occurredAt, ...event }: FeedRow): DomainEvent {
  return { ...event, occurredAt: new Date(isoUtc(occurredAt)) };
}

function valueOf({ rows }: StatementResult): bigint {
  return BigInt(rows[0]!['value'] as string);
}
