// Past the unit of work: claims belong to processes, each statement writes only while its process holds the lease, and sending is not audited.
import { sql, type Kysely } from 'kysely';
import { tenantQuery, type Params } from '#libs/database';
import { MAX_ATTEMPTS } from '../domain/retry-delays.js';
import type { WebhookTables } from './webhook.queries.js';

/** Longer than an attempt may take: what a process held that died is sent by another one then. */
export const LEASE_SECONDS = 60;
/** So long nothing arrives before a webhook is disabled: as long as a single event is tried. */
const LASTING_DAYS = 3;

interface Held {
  id: string;
  lease: string;
}

/** What the receiver made of an attempt. */
export interface Outcome {
  responseStatus: number | null;
  responseBody: string | null;
  durationMs: number;
}

const now = sql<string>`now()`;
const inSeconds = (seconds: unknown) => sql<string>`now() + make_interval(secs => ${seconds})`;

/** Returns nothing for a webhook that is disabled or gone. */
export const claimAt = tenantQuery<WebhookTables, { webhookId: string; limit: number }>()((db, p) =>
  db
    .with(
      (cte) => cte('due').materialized(),
      (qb) =>
        qb
          .selectFrom('webhook_deliveries as d')
          .select('d.id')
          .where('d.webhook_id', '=', p('webhookId'))
          .where('d.next_attempt_at', '<=', now)
          .where((eb) =>
            eb.exists(
              eb
                .selectFrom('webhooks as w')
                .select('w.id')
                .where('w.id', '=', p('webhookId'))
                .where('w.is_active', '=', true),
            ),
          )
          .orderBy('d.next_attempt_at')
          .orderBy('d.id')
          .limit(p('limit'))
          .forUpdate()
          .skipLocked(),
    )
    .updateTable('webhook_deliveries as m')
    .from(['due', 'webhooks as w'])
    .set({
      attempts: sql`m.attempts + 1`,
      lease: sql`gen_random_uuid()`,
      next_attempt_at: inSeconds(sql.lit(LEASE_SECONDS)),
      last_attempt_at: now,
    })
    .whereRef('m.id', '=', 'due.id')
    .whereRef('w.id', '=', 'm.webhook_id')
    .returning(['m.id', 'm.webhook_id as webhookId', 'm.event_id as eventId', 'm.payload', 'm.attempts', 'm.lease'])
    .returning(['w.url', 'w.secret_encrypted', 'w.secret_key_id', 'w.previous_secret_encrypted'])
    .returning(['w.previous_secret_key_id', sql<boolean>`w.previous_secret_until > now()`.as('is_previous_valid')]),
);

export type ClaimedDelivery = typeof claimAt.row;

const whileHeld = (db: Kysely<WebhookTables>, p: Params<Held>) =>
  db.updateTable('webhook_deliveries as d').where('d.id', '=', p('id')).where('d.lease', '=', p('lease'));

const answered = (p: Params<Outcome>) => ({
  response_status: p('responseStatus'),
  response_body: p('responseBody'),
  duration_ms: p('durationMs'),
});

/** What arrives once ends the failures of its webhook. */
export const noteArrival = tenantQuery<WebhookTables, Held & Outcome>()((db, p) =>
  db
    .with('noted', () =>
      whileHeld(db, p as never)
        .set({ ...answered(p as never), status: 'succeeded', delivered_at: now, last_error: null })
        .set({ next_attempt_at: null, lease: null })
        .returning('d.webhook_id'),
    )
    .deleteFrom('webhook_failures as f')
    .where('f.webhook_id', 'in', (eb) => eb.selectFrom('noted').select('noted.webhook_id')),
);

interface Failure extends Outcome {
  error: string;
  /** Null: it is given up. */
  retryInSeconds: number | null;
}

/** Returns, while the process holds the lease, whether nothing has arrived for days. */
export const noteFailure = tenantQuery<WebhookTables, Held & Failure>()((db, p) =>
  db
    .with('noted', () =>
      whileHeld(db, p as never)
        .set({ ...answered(p as never), last_error: p('error'), lease: null })
        .set({
          status: sql`case when ${p('retryInSeconds')}::float8 is null then 'dead' else 'failed' end`,
          next_attempt_at: inSeconds(sql`${p('retryInSeconds')}::float8`),
        })
        .returning('d.webhook_id'),
    )
    .insertInto('webhook_failures')
    .columns(['webhook_id', 'failing_since', 'consecutive_failures'])
    .expression((eb) =>
      eb
        .selectFrom('noted')
        .select(['noted.webhook_id', now.as('failing_since'), sql<number>`1`.as('consecutive_failures')]),
    )
    .onConflict((conflict) =>
      conflict
        .column('webhook_id')
        .doUpdateSet({ consecutive_failures: sql`webhook_failures.consecutive_failures + 1` }),
    )
    .returning(
      sql<boolean>`webhook_failures.failing_since <= now() - make_interval(days => ${sql.lit(LASTING_DAYS)})`.as(
        'isLasting',
      ),
    ),
);

/** Does not count as an attempt: the process stops before it has sent it. */
export const giveBack = tenantQuery<WebhookTables, Held>()((db, p) =>
  whileHeld(db, p).set({ lease: null, next_attempt_at: now, attempts: sql`d.attempts - 1` }),
);

/** One during which the process died each time is not tried for ever. */
export const giveUpLost = tenantQuery<WebhookTables>()((db) =>
  db
    .updateTable('webhook_deliveries as d')
    .set({ status: 'dead', next_attempt_at: null, lease: null })
    .set({ last_error: sql`coalesce(d.last_error, 'its process died each time')` })
    .where('d.next_attempt_at', '<=', now)
    .where('d.attempts', '>=', sql.lit(MAX_ATTEMPTS)),
);

/** With their replays: these would lose what tells them from the original. */
export const deleteOldDeliveries = tenantQuery<WebhookTables, { days: number; most: number }>()((db, p) =>
  db
    .with(
      (cte) => cte('old').materialized(),
      (qb) =>
        qb
          .selectFrom('webhook_deliveries as o')
          .select('o.id')
          .where(sql<boolean>`o.created_at < now() - make_interval(days => ${p('days')})`)
          .orderBy('o.created_at')
          .limit(sql<number>`${p('most')}::integer`),
    )
    .deleteFrom('webhook_deliveries as d')
    .where((eb) => {
      const old = eb.selectFrom('old').select('old.id');
      return eb.or([eb('d.id', 'in', old), eb('d.replay_of_id', 'in', old)]);
    }),
);

export const forgetFailures = tenantQuery<WebhookTables, { id: string }>()((db, p) =>
  db.deleteFrom('webhook_failures as f').where('f.webhook_id', '=', p('id')),
);
