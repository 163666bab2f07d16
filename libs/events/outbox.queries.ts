import { isoUtc, statementName, type Statement } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';

/** An undelivered event with what is known of earlier tries. */
export interface PendingEvent {
  /** The position in the outbox, as text because it may exceed 2^53. */
  readonly sequence: string;
  readonly event: DomainEvent;
  readonly attempts: number;
  /** Milliseconds until its next try; 0 when it is due. */
  readonly wait: number;
  /** Names of the subscribers that have handled it. */
  readonly delivered: Set<string>;
}

interface PendingRow {
  sequence: string;
  id: string;
  aggregate_type: string;
  aggregate_id: string;
  event_type: string;
  payload: object;
  occurred_at: string;
  attempts: number;
  wait: number;
  delivered: string[] | null;
}

/** Pending events in the order of their commit. Includes those that wait for a retry, since they hold back later ones of their aggregate. */
export function pendingEvents(schema: string, afterSequence: string, limit: number): Statement {
  const text = `select o.sequence::text, o.id, o.aggregate_type, o.aggregate_id, o.event_type, o.payload, o.occurred_at, o.attempts,
      greatest(ceil(extract(epoch from o.next_attempt_at - now()) * 1000), 0)::float8 as wait,
      case when o.attempts > 0 then array(select i.subscriber::text from "${schema}".inbox as i where i.event_id = o.id) end as delivered
    from "${schema}".outbox as o where o.delivered_at is null and o.dead_at is null and o.sequence > $1 order by o.sequence limit $2`;
  return { name: statementName(text), text, values: [afterSequence, limit], writes: false };
}

export function readPending(row: unknown): PendingEvent {
  const { sequence, id, event_type, aggregate_type, aggregate_id, payload, occurred_at, attempts, wait, delivered } =
    row as PendingRow;
  const occurredAt = new Date(isoUtc(occurred_at));
  const event = { id, type: event_type, aggregateType: aggregate_type, aggregateId: aggregate_id, payload, occurredAt };
  return { sequence, event, attempts, wait, delivered: new Set(delivered ?? []) };
}
