import { jest } from '@jest/globals';
import { Drain } from '#libs/http';
import { runInContext, type UserActor } from '#libs/request-context';
import type { SignalHandler, Signals } from '#libs/signals';
import { OpenStreamsService } from './open-streams.service.js';
import { PAGE, type PlacedNotification } from './open-stream.js';
import type { StreamReaderService } from './stream-reader.service.js';

const actor: UserActor = { kind: 'user', id: 'u1', role: 'technician', permissions: new Set(), sessionId: 's1' };
const tenant = { id: 't1', slug: 'acme', schema: 'tenant_acme', role: null, timezone: 'UTC' };
const long = { view: { title: 'x'.repeat(2_000) } as PlacedNotification['view'] };

let handlers: Map<string, SignalHandler>;
let waiting: number;
let drain: Drain;
let streams: OpenStreamsService;
beforeEach(() => {
  jest.useFakeTimers();
  handlers = new Map();
  waiting = 0;
  drain = new Drain();
  const signals = { on: (topic: string, handler: SignalHandler) => void handlers.set(topic, handler) };
  const reader = {
    begin: () => Promise.resolve('0'),
    after: (_: string, place: string) => {
      const count = Math.min(PAGE, waiting - Number(place));
      const next = (_each: unknown, index: number) => ({ ...long, place: String(Number(place) + index + 1) });
      return Promise.resolve(Array.from({ length: count }, next));
    },
  };
  streams = new OpenStreamsService(reader as unknown as StreamReaderService, drain, signals as unknown as Signals);
});
afterEach(() => {
  jest.useRealTimers();
});

const open = (since = performance.now()) =>
  runInContext({ requestId: 'r1', actor, tenant }, () => streams.follow(undefined, since));
const told = async (count: number) => {
  waiting += count;
  handlers.get('notifications')!.changed('u0,u1');
  await jest.advanceTimersByTimeAsync(1);
};

it('cuts off a reader that has not caught up for half a minute, and holds no more than a page for it', async () => {
  const events = await open();
  await told(1_000);
  expect(events.readableLength).toBeLessThan(2 * PAGE * 2_100);
  await jest.advanceTimersByTimeAsync(29_000);
  expect(events.destroyed).toBe(false);
  await jest.advanceTimersByTimeAsync(31_000);
  expect(events.destroyed).toBe(true);
  expect(jest.getTimerCount()).toBe(0);
});

it('goes on where it was for a reader that catches up', async () => {
  const events = await open();
  await told(1_000);
  let text = '';
  events.on('data', (part: Buffer) => (text += part.toString()));
  await jest.advanceTimersByTimeAsync(10);
  expect(text.match(/event: notification/g)).toHaveLength(1_000);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(events.destroyed).toBe(false);
  expect(text).toContain(': heartbeat');
});

it.each([
  ['its session ends', () => handlers.get('sessions')!.changed('s1')],
  ['its user is deactivated', () => handlers.get('sessions')!.changed('u1')],
  ['its tenant changes', () => handlers.get('tenants')!.changed('t1')],
  ['signals were missed', () => handlers.get('sessions')!.missed()],
  ['the process stops', () => drain.start()],
  ['a quarter of an hour is over', () => jest.advanceTimersByTime(15 * 60_000 + 30_000)],
])('ends when %s, and leaves no timer', async (_, end) => {
  const events = await open();
  events.resume();
  await told(0);
  handlers.get('sessions')!.changed('another');
  await jest.advanceTimersByTimeAsync(16_000);
  expect(events.readableEnded).toBe(false);
  end();
  await jest.advanceTimersByTimeAsync(16_000);
  expect(events.readableEnded).toBe(true);
  expect(jest.getTimerCount()).toBe(0);
});

it('ends at once where the session ended while the request was on its way', async () => {
  const since = performance.now();
  handlers.get('sessions')!.changed('s1');
  const [late, early] = [await open(since), await open(since + 1)];
  for (const events of [late, early]) events.resume();
  await jest.advanceTimersByTimeAsync(16_000);
  expect([late.readableEnded, early.readableEnded]).toEqual([true, false]);
});

it('refuses the eleventh stream of a user until one has ended', async () => {
  const ten = await Promise.all(Array.from({ length: 10 }, () => open()));
  await expect(open()).rejects.toMatchObject({ code: 'notification_stream.too_many' });
  ten[0]!.destroy();
  await jest.advanceTimersByTimeAsync(1);
  await expect(open()).resolves.toBeDefined();
});
