import type { DomainEvent } from './domain-event.js';

/** Kept outside the instances: the ORM maps, compares and copies every property that an entity has. */
const pending = new WeakMap<AggregateRoot, DomainEvent[]>();

/** An entity that guards its own rules and tells what happened to it. */
export abstract class AggregateRoot {
  abstract id: string;

  protected record(event: DomainEvent): void {
    const events = pending.get(this);
    if (events) events.push(event);
    else pending.set(this, [event]);
  }

  /** Hands over the recorded events, once. */
  pullEvents(): DomainEvent[] {
    const events = pending.get(this) ?? [];
    pending.delete(this);
    return events;
  }
}
