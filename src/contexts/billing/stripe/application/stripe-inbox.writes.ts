// Past the unit of work: events of another machine, of which each process takes those that no other one has, in one statement.
import type { Statement } from '#libs/database';

export interface ReceivedEvent {
  /** As Stripe calls it. */
  readonly id: string;
  readonly eventId: string;
  readonly type: string;
  readonly stripeCustomerId: string | null;
  readonly occurredAt: Date;
}

/** Once, however often it is sent. */
export function keepEvent({ id, eventId, type, stripeCustomerId, occurredAt }: ReceivedEvent): Statement {
  return {
    text: `insert into public.stripe_inbox (id, event_id, type, stripe_customer_id, tenant_id, occurred_at)
      values ($1, $2, $3, $4::varchar, (select tenant_id from public.stripe_customers where stripe_customer_id = $4::varchar), $5)
      on conflict (id) do nothing`,
    values: [id, eventId, type, stripeCustomerId, occurredAt],
    writes: true,
  };
}

/** Those that are due, the oldest first. Another process takes them over where this one has not ended them in time. */
export function claimEvents(lease: string, most: number, seconds: number): Statement {
  return {
    text: `update public.stripe_inbox set lease = $1, attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $3)
      where id in (select id from public.stripe_inbox where processed_at is null and dead_at is null and next_attempt_at <= now()
        order by next_attempt_at, id limit $2 for update skip locked)
      returning id, stripe_customer_id, attempts`,
    values: [lease, most, seconds],
    writes: true,
  };
}

/** As far as this process still has them. */
export function endEvents(lease: string, ids: readonly string[], tenantId: string | null): Statement {
  return {
    text: `update public.stripe_inbox set lease = null, processed_at = now(), last_error = null, tenant_id = coalesce($3::uuid, tenant_id)
      where lease = $1 and id = any($2::varchar[])`,
    values: [lease, ids, tenantId],
    writes: true,
  };
}

/** @param seconds until it is tried again; null: it is set aside */
export function postponeEvent(lease: string, id: string, reason: string, seconds: number | null): Statement {
  return {
    text: `update public.stripe_inbox set lease = null, last_error = $3,
        dead_at = case when $4::integer is null then now() end,
        next_attempt_at = now() + make_interval(secs => coalesce($4::integer, 0))
      where lease = $1 and id = $2`,
    values: [lease, id, reason, seconds],
    writes: true,
  };
}

const replayed = `set processed_at = null, dead_at = null, lease = null, attempts = 0, next_attempt_at = now()`;

/** As if it had just come, whatever became of it. */
export function replayEvent(eventId: string): Statement {
  return {
    text: `update public.stripe_inbox ${replayed} where event_id = $1`,
    values: [eventId],
    writes: true,
  };
}

/** All that were set aside. */
export function replayDead(): Statement {
  return {
    text: `update public.stripe_inbox ${replayed} where dead_at is not null`,
    values: [],
    writes: true,
  };
}

export function forgetEvents(days: number): Statement {
  return {
    text: `delete from public.stripe_inbox where processed_at < now() - make_interval(days => $1)`,
    values: [days],
    writes: true,
  };
}
