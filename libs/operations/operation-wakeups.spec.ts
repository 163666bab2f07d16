import { jest } from '@jest/globals';
import type { JobTicker, TenantWakeups } from '#libs/jobs';
import type { Signals } from '#libs/signals';
import { OperationWakeups } from './operation-wakeups.js';

const wakeBy = jest.fn<TenantWakeups['wakeBy']>();
const send = jest.fn<Signals['send']>();
let wakeups: OperationWakeups;

beforeEach(() => {
  jest.useFakeTimers();
  wakeBy.mockReset().mockResolvedValue();
  send.mockReset().mockResolvedValue();
  const signals = { on: () => undefined, send } as unknown as Signals;
  wakeups = new OperationWakeups({ wakeBy } as unknown as TenantWakeups, signals, {} as JobTicker);
});
afterEach(() => {
  jest.useRealTimers();
});

it('wakes a tenant later, when the time has come', async () => {
  wakeups.wakeLater('a tenant', 5);
  await jest.advanceTimersByTimeAsync(4_999);
  expect(wakeBy).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1);
  expect(wakeBy).toHaveBeenCalledTimes(1);
});

it('wakes no tenant after it was stopped, and plans no wake-up', async () => {
  wakeups.wakeLater('a tenant', 5);
  wakeups.stop();
  wakeups.wakeLater('another tenant', 5);
  expect(jest.getTimerCount()).toBe(0);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(wakeBy).not.toHaveBeenCalled();
});

it('is settled once the signal to other processes has been sent', async () => {
  let acknowledge = (): void => undefined;
  send.mockReturnValue(new Promise((resolve) => (acknowledge = resolve)));
  await wakeups.wake('a tenant');
  let isSettled = false;
  const settled = wakeups.settled().then(() => (isSettled = true));
  await jest.advanceTimersByTimeAsync(1_000);
  expect(isSettled).toBe(false);
  acknowledge();
  expect(await settled).toBe(true);
});
