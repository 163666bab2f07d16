import type { DomainEvent } from './domain-event.js';

/** Stored outside the entities, because the ORM maps, compares and copies every property of an entity. */
const pending = new WeakMap<object, DomainEvent[]>();

/** Records an event of an aggregate; it is written to the outbox when the aggregate is committed. */
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
