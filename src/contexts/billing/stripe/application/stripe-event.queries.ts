import { sql, type Kysely } from 'kysely';
import type { TenancyReadContract } from '#contexts/tenancy';
import { equals, isoUtc, platformQuery, tenantList, type EntityTable } from '#libs/database';
import type { StripeInboxEntrySchema } from '../domain/stripe-inbox-entry.entity.js';
import type { StripeEventState } from '../domain/stripe-event-state.js';

type Tables = Pick<TenancyReadContract, 'tenants'> & { stripe_inbox: EntityTable<typeof StripeInboxEntrySchema> };

/** In the words of the index. */
const state = sql<StripeEventState>`case when e.dead_at is not null then 'dead' when e.processed_at is not null then 'applied'
  else 'pending' end`;

const events = (db: Kysely<Tables>) =>
  db
    .selectFrom('stripe_inbox as e')
    .leftJoin('tenants as t', 't.id', 'e.tenant_id')
    .select(['e.event_id as id', 'e.id as stripeEventId', 'e.type', 'e.stripe_customer_id as stripeCustomerId'])
    .select(['e.tenant_id as tenantId', 't.slug as tenantSlug', 'e.attempts', 'e.last_error as lastError'])
    .select(state.as('state'))
    .select(
      sql<string | null>`case when e.processed_at is null and e.dead_at is null then e.next_attempt_at end`.as(
        'nextAttemptAt',
      ),
    )
    .select(['e.occurred_at as occurredAt', 'e.received_at as receivedAt', 'e.processed_at as appliedAt']);

export const stripeEventById = platformQuery<Tables, { id: string }>()((db, p) =>
  events(db).where('e.event_id', '=', p('id')),
);

export type StripeEventView = (typeof stripeEventById)['row'];

export function stripeEventView(row: StripeEventView): StripeEventView {
  return {
    ...row,
    nextAttemptAt: isoUtc(row.nextAttemptAt),
    occurredAt: isoUtc(row.occurredAt),
    receivedAt: isoUtc(row.receivedAt),
    appliedAt: isoUtc(row.appliedAt),
  };
}

export const stripeEventList = tenantList<Tables>()({
  name: 'stripe_events',
  rows: events,
  id: 'e.event_id',
  filters: {
    tenantId: equals('e.tenant_id'),
    state: (value) => sql<boolean>`${state} = ${value}::text`,
  },
  sorts: { receivedAt: { column: 'e.received_at', type: 'timestamptz' } },
  defaultSort: '-receivedAt',
  view: stripeEventView,
});
