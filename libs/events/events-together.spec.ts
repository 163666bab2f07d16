import type { BoundSubscriber } from './event-bus.js';
import { eventsTogether } from './events-together.js';
import type { PendingEvent } from './outbox.queries.js';

const subscriber = (name: string, addsOnly = true): BoundSubscriber => ({
  name,
  addsOnly,
  eventType: null,
  subscriber: { handle: () => Promise.resolve() },
});

const pending = (sequence: number, aggregateId: string, of: Partial<PendingEvent> = {}): PendingEvent => ({
  sequence: String(sequence),
  event: { id: `e${sequence}`, type: 'x', aggregateType: 'thing', aggregateId, payload: {}, occurredAt: new Date(0) },
  attempts: 0,
  wait: 0,
  delivered: new Set(),
  ...of,
});

function together(
  items: PendingEvent[],
  subscribers: BoundSubscriber[],
  { heldBack = [] as string[], oneByOne = 0n } = {},
) {
  const rules = { subscribersOf: () => subscribers, heldBack: new Set(heldBack), oneByOne };
  return eventsTogether(items, rules).map(({ bound, items: own }) => [
    bound.name,
    ...own.map(({ sequence }) => sequence),
  ]);
}

describe('events that a subscriber has in one transaction', () => {
  const adds = subscriber('adds');

  it('are all fresh ones, in their order, of those that only add rows', () => {
    const items = [pending(1, 'a'), pending(2, 'b'), pending(3, 'a')];
    expect(together(items, [adds, subscriber('locks', false)])).toEqual([['adds', '1', '2', '3']]);
  });

  it('are at least two, and at most fifty', () => {
    expect(together([pending(1, 'a')], [adds])).toEqual([]);
    const many = Array.from({ length: 120 }, (_, index) => pending(index + 1, `a${index}`));
    expect(together(many, [adds]).map((chunk) => chunk.length - 1)).toEqual([50, 50, 20]);
  });

  it('never overtake one of their stream that failed, waits, or is to be delivered alone', () => {
    const items = [
      pending(1, 'a', { attempts: 1 }),
      pending(2, 'a'),
      pending(3, 'b'),
      pending(4, 'c'),
      pending(5, 'b'),
    ];
    expect(together(items, [adds])).toEqual([['adds', '3', '4', '5']]);
    expect(together(items, [adds], { heldBack: ['adds thing b'] })).toEqual([]);
    expect(together(items, [adds], { oneByOne: 3n })).toEqual([]);
  });

  it('are none that the subscriber has had', () => {
    const items = [pending(1, 'a', { attempts: 1, delivered: new Set(['adds']) }), pending(2, 'a'), pending(3, 'a')];
    expect(together(items, [adds])).toEqual([['adds', '2', '3']]);
  });
});
