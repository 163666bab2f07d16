import type { Facts, PayloadOf } from './event-payload.js';
import { uuidv7 } from './uuid.js';

/** Something that happened, named in the past tense. It contains ids and immutable values, never entities. */
export interface DomainEvent<P extends object = object> {
  readonly id: string;
  /** `<aggregate>.<past participle>`, such as `work_order.completed`. */
  readonly type: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly occurredAt: Date;
  readonly payload: P;
}

export interface EventType<P extends object> {
  readonly type: string;
  readonly aggregateType: string;
  create(aggregateId: string, payload: P): DomainEvent<P>;
}

/** An event that customers' programs receive too: its payload is a part of the API. */
export interface AnnouncedEvent {
  readonly type: string;
  readonly aggregateType: string;
  /** What it says has happened. */
  readonly description: string;
  /** Raised when the payload changes so that a receiver may break. */
  readonly version: number;
  readonly payload: Facts;
}

interface Announcement<F extends Facts> {
  readonly description: string;
  readonly payload: F;
  readonly version?: number;
}

const announced = new Map<string, AnnouncedEvent>();
const internal = new Set<string>();

/** The catalogue: every event that customers' programs may receive, by type. */
export function announcedEvents(): readonly AnnouncedEvent[] {
  return [...announced.values()].sort((one, other) => (one.type < other.type ? -1 : 1));
}

export function announcedEvent(type: string): AnnouncedEvent | undefined {
  return announced.get(type);
}

/** Types of events that no customer's program receives. */
export function internalEvents(): readonly string[] {
  return [...internal].sort();
}

/** Once for each event, in `events.ts` of its context. */
export function defineEvent<const F extends Facts>(
  type: string,
  aggregateType: string,
  { version = 1, ...announcement }: Announcement<F>,
): EventType<PayloadOf<F>> {
  if (announced.has(type)) throw new Error(`Two events are called "${type}".`);
  announced.set(type, { type, aggregateType, version, ...announcement });
  return eventType(type, aggregateType);
}

/** One for the product alone: no customer's program receives it. */
export function defineInternalEvent<P extends object>(type: string, aggregateType: string): EventType<P> {
  internal.add(type);
  return eventType(type, aggregateType);
}

function eventType<P extends object>(type: string, aggregateType: string): EventType<P> {
  return {
    type,
    aggregateType,
    create: (aggregateId, payload) => ({
      id: uuidv7(),
      type,
      aggregateType,
      aggregateId,
      occurredAt: new Date(),
      payload,
    }),
  };
}
