// Past the unit of work: the state of a delivery is written after the transaction that wrote the event.
import type { Statement } from '#libs/database';

export function markDelivered(schema: string, ids: readonly string[], at: Date): Statement {
  return {
    text: `update "${schema}".outbox set delivered_at = $2 where id = any($1)`,
    values: [ids, at],
    writes: true,
  };
}

/** @param nextAttemptAt null makes the event a dead letter, which is not tried again */
export function markFailed(schema: string, id: string, error: string, at: Date, nextAttemptAt: Date | null): Statement {
  const text = `update "${schema}".outbox set attempts = attempts + 1, last_error = $2,
    next_attempt_at = coalesce($3, next_attempt_at), dead_at = case when $3::timestamptz is null then $4::timestamptz end where id = $1`;
  return { text, values: [id, error.slice(0, 2_000), nextAttemptAt, at], writes: true };
}

/** Records the delivery. Returns no row when another process was faster. */
export function claimDelivery(schema: string, subscriber: string, eventId: string, at: Date): Statement {
  const text = `insert into "${schema}".inbox (subscriber, event_id, processed_at) values ($1, $2, $3) on conflict do nothing returning 1`;
  return { text, values: [subscriber, eventId, at], writes: true };
}
