import type { BoundSubscriber } from './event-bus.js';
import type { PendingEvent } from './outbox.queries.js';

/** As many as a subscriber handles in less than the time after which others want their turn. */
const MOST_TOGETHER = 50;

export interface EventsTogether {
  readonly bound: BoundSubscriber;
  /** At least two. */
  readonly items: readonly PendingEvent[];
}

/** The order that holds: a subscriber has the events of one aggregate one after the other. */
export const streamOf = ({ name }: BoundSubscriber, { event }: PendingEvent): string =>
  `${name} ${event.aggregateType} ${event.aggregateId}`;

interface Rules {
  readonly subscribersOf: (item: PendingEvent) => readonly BoundSubscriber[];
  /** Streams of which nothing may be delivered now. */
  readonly heldBack: ReadonlySet<string>;
  /** Events up to this sequence are delivered one by one. */
  readonly oneByOne: bigint;
}

/**
 * Which fresh events each subscriber may have in one transaction, in their order. Not among them is what was tried before, or is to be
 * delivered alone, nor what comes after such an event in its stream.
 */
export function eventsTogether(
  pending: readonly PendingEvent[],
  { subscribersOf, heldBack, oneByOne }: Rules,
): EventsTogether[] {
  const held = new Set(heldBack);
  const bySubscriber = new Map<string, { bound: BoundSubscriber; items: PendingEvent[] }>();
  for (const item of pending)
    for (const bound of subscribersOf(item)) {
      if (!bound.addsOnly || item.delivered.has(bound.name)) continue;
      const stream = streamOf(bound, item);
      if (item.attempts > 0 || BigInt(item.sequence) <= oneByOne || held.has(stream)) {
        held.add(stream);
        continue;
      }
      const own = bySubscriber.get(bound.name) ?? { bound, items: [] };
      own.items.push(item);
      bySubscriber.set(bound.name, own);
    }
  return [...bySubscriber.values()].flatMap(({ bound, items }) =>
    chunksOf(items).flatMap((chunk) => (chunk.length > 1 ? [{ bound, items: chunk }] : [])),
  );
}

function chunksOf(items: readonly PendingEvent[]): PendingEvent[][] {
  const count = Math.ceil(items.length / MOST_TOGETHER);
  return Array.from({ length: count }, (_, index) => items.slice(index * MOST_TOGETHER, (index + 1) * MOST_TOGETHER));
}
