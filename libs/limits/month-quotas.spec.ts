import type { TenantRef } from '#libs/request-context';
import { CallMeter, type CallExchange, type CallGrant } from './call-meter.js';
import { MonthQuotas } from './month-quotas.js';

const tenant: TenantRef = { id: 't', slug: 'acme', schema: 'tenant_acme', role: null, timezone: 'UTC' };
const grant: CallGrant = { granted: 8, limit: 100, used: 8, resetsAt: '', secondsLeft: 1_000, seconds: 2_000 };

/** A meter whose exchanges end when the test says so. */
class SlowMeter extends CallMeter {
  readonly answers: (() => void)[] = [];
  readonly written: number[] = [];

  async exchange(_tenant: TenantRef, { counts }: CallExchange): Promise<CallGrant> {
    await new Promise<void>((resolve) => this.answers.push(resolve));
    this.written.push(counts.reduce((sum, { calls }) => sum + calls, 0));
    return grant;
  }
}

it('a flush stores the calls of an exchange in progress, and those that came since', async () => {
  const meter = new SlowMeter();
  const quotas = new MonthQuotas(meter);
  const calls = quotas.callsOf(tenant);
  const call = () => calls.count(calls.callsOf('user:1'), performance.now());
  call();
  quotas.refill(calls);
  let isWritten = false;
  const written = quotas.flush(tenant).then(() => (isWritten = true));
  await new Promise(setImmediate);
  expect(isWritten).toBe(false);
  call();
  meter.answers[0]!();
  await new Promise(setImmediate);
  expect([meter.written, isWritten]).toEqual([[1], false]);
  meter.answers[1]!();
  await written;
  expect(meter.written).toEqual([1, 1]);
});
