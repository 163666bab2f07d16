// Past the unit of work: one statement queues a delivery at every webhook that wants the event, however many there are.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import { ALL_EVENTS } from '../domain/webhook.entity.js';
import type { WebhookTables } from './webhook.queries.js';

interface Queued {
  eventId: string;
  eventType: string;
  payload: string;
}

const now = sql<string>`now()`;
const waiting = { status: sql.lit('pending'), attempts: sql.lit(0), next_attempt_at: now, created_at: now };
const target = [
  'id',
  'webhook_id',
  'event_id',
  'event_type',
  'payload',
  'replay_of_id',
  'status',
  'attempts',
  'next_attempt_at',
  'created_at',
] as const;
const newId = sql<string>`gen_random_uuid()`.as('id');
const queue = [
  sql<string>`${waiting.status}`.as('status'),
  sql<number>`${waiting.attempts}`.as('attempts'),
  now.as('next_attempt_at'),
  now.as('created_at'),
] as const;

/** Once for each webhook, however often it is asked for. Returns a row for each that was queued. */
export const queueEvent = tenantQuery<WebhookTables, Queued>()((db, p) =>
  db
    .insertInto('webhook_deliveries')
    .columns([...target])
    .expression((eb) =>
      eb
        .selectFrom('webhooks as w')
        .select([
          newId,
          'w.id as webhook_id',
          sql<string>`${p('eventId')}::uuid`.as('event_id'),
          sql<string>`${p('eventType')}::varchar`.as('event_type'),
          sql<string>`${p('payload')}::jsonb`.as('payload'),
          sql<null>`null::uuid`.as('replay_of_id'),
          ...queue,
        ])
        .where('w.is_active', '=', true)
        .where(sql<boolean>`w.events && array[${sql.lit(ALL_EVENTS)}, ${p('eventType')}::varchar]::varchar[]`)
        .where((where) =>
          where.exists(
            where
              .selectFrom('entitlements as e')
              .select('e.name')
              .where('e.name', '=', 'webhooks')
              .where('e.kind', '=', 'feature')
              .where('e.is_enabled', '=', true),
          ),
        ),
    )
    .onConflict((conflict) =>
      conflict.columns(['webhook_id', 'event_id']).where('replay_of_id', 'is', null).doNothing(),
    )
    .returning('webhook_id'),
);

/** At one webhook, whatever it asks for. */
export const queueAt = tenantQuery<WebhookTables, Queued & { id: string; webhookId: string }>()((db, p) =>
  db
    .insertInto('webhook_deliveries')
    .columns([...target])
    .expression((eb) =>
      eb
        .selectFrom('webhooks as w')
        .select([
          sql<string>`${p('id')}::uuid`.as('id'),
          'w.id as webhook_id',
          sql<string>`${p('eventId')}::uuid`.as('event_id'),
          sql<string>`${p('eventType')}::varchar`.as('event_type'),
          sql<string>`${p('payload')}::jsonb`.as('payload'),
          sql<null>`null::uuid`.as('replay_of_id'),
          ...queue,
        ])
        .where('w.id', '=', p('webhookId')),
    ),
);

/** The same once more, under the same id of the event. */
export const queueAgain = tenantQuery<WebhookTables, { id: string; webhookId: string; deliveryId: string }>()((db, p) =>
  db
    .insertInto('webhook_deliveries')
    .columns([...target])
    .expression((eb) =>
      eb
        .selectFrom('webhook_deliveries as d')
        .select([
          sql<string>`${p('id')}::uuid`.as('id'),
          'd.webhook_id',
          'd.event_id',
          'd.event_type',
          'd.payload',
          // of the original, also where this is a replay itself
          sql<string>`coalesce(d.replay_of_id, d.id)`.as('replay_of_id'),
          ...queue,
        ])
        .where('d.webhook_id', '=', p('webhookId'))
        .where('d.id', '=', p('deliveryId')),
    )
    .returning('id'),
);

interface Range {
  webhookId: string;
  from: string;
  to: string | null;
  statuses: readonly string[] | null;
  most: number;
}

/** Everything that was queued in that time, the oldest first. What has been sent again itself is left out. */
export const queueRangeAgain = tenantQuery<WebhookTables, Range>()((db, p) =>
  db
    .insertInto('webhook_deliveries')
    .columns([...target])
    .expression((eb) =>
      eb
        .selectFrom('webhook_deliveries as d')
        .select([newId, 'd.webhook_id', 'd.event_id', 'd.event_type', 'd.payload', 'd.id as replay_of_id', ...queue])
        .where('d.webhook_id', '=', p('webhookId'))
        .where('d.replay_of_id', 'is', null)
        .where('d.next_attempt_at', 'is', null)
        .where(sql<boolean>`d.created_at >= ${p('from')}::timestamptz`)
        .where(sql<boolean>`(${p('to')}::timestamptz is null or d.created_at < ${p('to')}::timestamptz)`)
        .where(sql<boolean>`(${p('statuses')}::varchar[] is null or d.status = any(${p('statuses')}::varchar[]))`)
        .orderBy('d.created_at')
        .orderBy('d.id')
        .limit(sql<number>`${p('most')}::integer`),
    ),
);
