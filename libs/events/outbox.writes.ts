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

/** Records deliveries. Returns the ids of those events that no other process was faster with. */
export function claimDeliveries(schema: string, subscriber: string, eventIds: readonly string[], at: Date): Statement {
  const text = `insert into "${schema}".inbox (subscriber, event_id, processed_at) select $1, id, $3 from unnest($2::uuid[]) as id
    on conflict do nothing returning event_id`;
  return { text, values: [subscriber, eventIds, at], writes: true };
}

/** Takes back what was claimed in the same transaction and not handled. */
export function releaseDeliveries(schema: string, subscriber: string, eventIds: readonly string[]): Statement {
  const text = `delete from "${schema}".inbox where subscriber = $1 and event_id = any($2)`;
  return { text, values: [subscriber, eventIds], writes: true };
}
