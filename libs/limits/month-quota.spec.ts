import type { CallGrant } from './call-meter.js';
import { MonthQuota } from './month-quota.js';

const SECOND = 1_000;
const june: CallGrant = {
  granted: 0,
  limit: 10_000,
  used: 0,
  resetsAt: '2026-07-01',
  secondsLeft: 3_600,
  seconds: 2_592_000,
};
const heard = (grant: Partial<CallGrant>, now = 0): MonthQuota => {
  const quota = new MonthQuota();
  quota.request(now, false);
  quota.receive({ ...june, ...grant }, now);
  return quota;
};
const useAll = (quota: MonthQuota, now: number): number => {
  let used = 0;
  for (; quota.hasRoom(now); used += 1) quota.use(now);
  return used;
};

describe('the quota of a month', () => {
  it('has no room before the plan is known', () => {
    const quota = new MonthQuota();
    expect([quota.hasRoom(0), quota.isLow(0), quota.limit]).toEqual([false, true, undefined]);
    expect(quota.request(0, false)).toEqual({ owed: 0, returned: 0, resetsAt: null, wanted: 1 });
  });

  it('has no room once the plan may have changed, until it has asked anew', () => {
    const quota = heard({ granted: 8, used: 8 });
    expect(quota.hasRoom(0)).toBe(true);
    quota.expire();
    expect([quota.hasRoom(0), quota.isLow(0)]).toEqual([false, true]);
    quota.request(0, false);
    quota.receive({ ...june, limit: 20_000, granted: 8, used: 16 }, 0);
    expect([quota.hasRoom(0), quota.limit, useAll(quota, 0)]).toEqual([true, 20_000, 16]);
  });

  it('lets as many through as were granted, and asks for more before they are used up', () => {
    const quota = heard({ granted: 8, used: 8 });
    expect([quota.isLow(0), quota.remaining()]).toEqual([false, 10_000]);
    for (let n = 0; n < 4; n += 1) quota.use(0);
    expect([quota.isLow(0), useAll(quota, 0), quota.remaining()]).toEqual([true, 4, 9_992]);
  });

  it('requests what lasts ten seconds at this pace, and half a percent of the plan at most', () => {
    const wanted = (calls: number, seconds: number): number => {
      const quota = heard({ limit: 10_000, granted: calls });
      for (let n = 0; n < calls; n += 1) quota.use(seconds * SECOND);
      return quota.request(seconds * SECOND, false).wanted;
    };
    expect([wanted(1, 30), wanted(4, 2), wanted(8, 1)]).toEqual([8, 20, 50]);
  });

  it('asks about a plan that is used up once a second', () => {
    const quota = heard({ granted: 0, used: 10_000 });
    expect([quota.hasRoom(0), quota.isBlocked(999), quota.isBlocked(1_000)]).toEqual([false, true, false]);
    expect([quota.remaining(), quota.secondsLeft(10 * SECOND)]).toEqual([0, 3_590]);
  });

  it('is not blocked by an exchange that requested nothing', () => {
    const quota = heard({ granted: 50, used: 50 });
    expect(quota.request(10 * SECOND, true)).toMatchObject({ returned: 50, wanted: 0 });
    quota.receive({ ...june, granted: 0, used: 0 }, 10 * SECOND);
    expect([quota.hasRoom(10 * SECOND), quota.isBlocked(10 * SECOND)]).toEqual([false, false]);
  });

  it('counts the calls of a plan without a limit', () => {
    const quota = heard({ limit: null });
    for (let n = 0; n < 100; n += 1) quota.use(0);
    expect([quota.hasRoom(0), quota.isLow(0)]).toEqual([true, false]);
    expect(quota.request(0, false).owed).toBe(100);
  });

  it('is requested anew when the month is over, and drops what was held of the old one', () => {
    const quota = heard({ granted: 8 });
    const july = 3_600 * SECOND;
    expect([quota.hasRoom(july - 1), quota.hasRoom(july), quota.isLow(july)]).toEqual([true, false, true]);
    quota.request(july, false);
    quota.receive({ ...june, resetsAt: '2026-08-01', granted: 3 }, july);
    expect(useAll(quota, july)).toBe(3);
  });

  it('returns what it holds, and keeps it when the exchange fails', () => {
    const quota = heard({ granted: 8 });
    quota.use(0);
    expect(quota.request(0, true)).toEqual({ owed: 0, returned: 7, resetsAt: '2026-07-01', wanted: 0 });
    quota.failed(0);
    expect([quota.hasRoom(5 * SECOND), quota.request(0, true).returned]).toEqual([true, 7]);
  });

  it('lets calls through for a second when the exchange fails, and reports them later', () => {
    const quota = new MonthQuota();
    quota.request(0, false);
    quota.failed(0);
    quota.use(999);
    expect([quota.hasRoom(999), quota.hasRoom(1_000), quota.request(1_000, false).owed]).toEqual([true, false, 1]);
  });
});
