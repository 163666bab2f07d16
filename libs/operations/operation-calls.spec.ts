import { jest } from '@jest/globals';
import type { JobTicker, TenantWakeups } from '#libs/jobs';
import { SystemClock } from '#libs/kernel';
import type { Signals } from '#libs/signals';
import { OperationCalls } from './operation-calls.js';

const wakeBy = jest.fn<TenantWakeups['wakeBy']>();
const send = jest.fn<Signals['send']>();
let calls: OperationCalls;

beforeEach(() => {
  jest.useFakeTimers();
  wakeBy.mockReset().mockResolvedValue();
  send.mockReset().mockResolvedValue();
  const signals = { on: () => undefined, send } as unknown as Signals;
  calls = new OperationCalls({ wakeBy } as unknown as TenantWakeups, signals, new SystemClock(), {} as JobTicker);
});
afterEach(() => {
  jest.useRealTimers();
});

it('are made later when the time has come', async () => {
  calls.callLater('a tenant', 5);
  await jest.advanceTimersByTimeAsync(4_999);
  expect(wakeBy).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1);
  expect(wakeBy).toHaveBeenCalledTimes(1);
});

it('are not made by a process that has left meanwhile, nor planned by one that is leaving', async () => {
  calls.callLater('a tenant', 5);
  calls.leave();
  calls.callLater('another tenant', 5);
  expect(jest.getTimerCount()).toBe(0);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(wakeBy).not.toHaveBeenCalled();
});

it('have ended, the signal to other processes too, once they are settled', async () => {
  let heard = (): void => undefined;
  send.mockReturnValue(new Promise((resolve) => (heard = resolve)));
  await calls.call('a tenant');
  let isSettled = false;
  const settled = calls.settled().then(() => (isSettled = true));
  await jest.advanceTimersByTimeAsync(1_000);
  expect(isSettled).toBe(false);
  heard();
  expect(await settled).toBe(true);
});
