import type { DomainEvent } from './domain-event.js';

/** Kept outside the entities: the ORM maps, compares and copies every property that one has. */
const pending = new WeakMap<object, DomainEvent[]>();

/** Notes that something happened to an aggregate; it is written to the outbox when the aggregate is committed. */
export function recordEvent(aggregate: object, event: DomainEvent): void {
  const events = pending.get(aggregate);
  if (events) events.push(event);
  else pending.set(aggregate, [event]);
}

/** Returns and clears the recorded events. */
export function pullEvents(aggregate: object): DomainEvent[] {
  const events = pending.get(aggregate) ?? [];
  pending.delete(aggregate);
  return events;
}
