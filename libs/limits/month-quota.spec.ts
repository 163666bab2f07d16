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
  quota.ask(now, false);
  quota.take({ ...june, ...grant }, now);
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
    expect(quota.ask(0, false)).toEqual({ owed: 0, returned: 0, resetsAt: null, wanted: 1 });
  });

  it('lets as many through as were granted, and asks before', () => {
    const quota = heard({ granted: 8, used: 8 });
    expect([quota.isLow(0), quota.left()]).toEqual([false, 10_000]);
    for (let n = 0; n < 4; n += 1) quota.use(0);
    expect([quota.isLow(0), useAll(quota, 0), quota.left()]).toEqual([true, 4, 9_992]);
  });

  it('wants what lasts ten seconds at this pace, and half a percent of the plan at most', () => {
    const wanted = (calls: number, seconds: number): number => {
      const quota = heard({ limit: 10_000, granted: calls });
      for (let n = 0; n < calls; n += 1) quota.use(seconds * SECOND);
      return quota.ask(seconds * SECOND, false).wanted;
    };
    expect([wanted(1, 30), wanted(4, 2), wanted(8, 1)]).toEqual([8, 20, 50]);
  });

  it('asks about a plan that is used up once a second', () => {
    const quota = heard({ granted: 0, used: 10_000 });
    expect([quota.hasRoom(0), quota.isBlocked(999), quota.isBlocked(1_000)]).toEqual([false, true, false]);
    expect([quota.left(), quota.secondsLeft(10 * SECOND)]).toEqual([0, 3_590]);
  });

  it('is not closed by an exchange that wanted nothing: whoever calls after a silence is served', () => {
    const quota = heard({ granted: 50, used: 50 });
    expect(quota.ask(10 * SECOND, true)).toMatchObject({ returned: 50, wanted: 0 });
    quota.take({ ...june, granted: 0, used: 0 }, 10 * SECOND);
    expect([quota.hasRoom(10 * SECOND), quota.isBlocked(10 * SECOND)]).toEqual([false, false]);
  });

  it('counts calls of a plan without a limit, to be told', () => {
    const quota = heard({ limit: null });
    for (let n = 0; n < 100; n += 1) quota.use(0);
    expect([quota.hasRoom(0), quota.isLow(0)]).toEqual([true, false]);
    expect(quota.ask(0, false).owed).toBe(100);
  });

  it('is asked about anew when the month is over, and what was held of the old one is void', () => {
    const quota = heard({ granted: 8 });
    const july = 3_600 * SECOND;
    expect([quota.hasRoom(july - 1), quota.hasRoom(july), quota.isLow(july)]).toEqual([true, false, true]);
    quota.ask(july, false);
    quota.take({ ...june, resetsAt: '2026-08-01', granted: 3 }, july);
    expect(useAll(quota, july)).toBe(3);
  });

  it('gives back what it holds, and has it still when nobody took it', () => {
    const quota = heard({ granted: 8 });
    quota.use(0);
    expect(quota.ask(0, true)).toEqual({ owed: 0, returned: 7, resetsAt: '2026-07-01', wanted: 0 });
    quota.failed(0);
    expect([quota.hasRoom(5 * SECOND), quota.ask(0, true).returned]).toEqual([true, 7]);
  });

  it('lets calls through for a second when nobody can be asked, and tells of them later', () => {
    const quota = new MonthQuota();
    quota.ask(0, false);
    quota.failed(0);
    quota.use(999);
    expect([quota.hasRoom(999), quota.hasRoom(1_000), quota.ask(1_000, false).owed]).toEqual([true, false, 1]);
  });
});
