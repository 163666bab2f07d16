import { Allowance } from './allowance.js';

const SECOND = 1_000;
const rate = { quota: 1_000, seconds: 10 };
const useAll = (allowance: Allowance, now: number): number => {
  let used = 0;
  for (; allowance.available(now) >= 1; used += 1) allowance.use();
  return used;
};

describe('an allowance', () => {
  it('lets a few calls through before the first exchange, and then asks for more', () => {
    const allowance = new Allowance('a', rate, 0);
    expect([allowance.isLow(0), allowance.remaining(0)]).toEqual([false, 1_000]);
    expect(useAll(allowance, 0)).toBe(5);
    expect([allowance.isLow(0), allowance.remaining(0)]).toEqual([true, 995]);
    expect(allowance.request()).toEqual({ subject: 'a', owed: 5, wanted: 20, rate });
  });

  it('needs no exchange for a caller who calls now and then', () => {
    const allowance = new Allowance('a', rate, 0);
    const asked = Array.from({ length: 100 }, (_, n) => {
      expect(allowance.available(n * 4 * SECOND)).toBeGreaterThanOrEqual(1);
      allowance.use();
      return allowance.isLow(n * 4 * SECOND);
    });
    expect(asked).not.toContain(true);
  });

  it('uses what was granted, and asks again while there is some left', () => {
    const allowance = new Allowance('a', rate, 0);
    useAll(allowance, 0);
    allowance.request();
    allowance.receive({ granted: 20, tokens: 975 }, 0);
    expect(allowance.isLow(0)).toBe(false);
    for (let n = 0; n < 15; n += 1) allowance.use();
    expect([allowance.isLow(0), allowance.available(0)]).toEqual([true, 10]);
  });

  it('counts what is used while it asks', () => {
    const allowance = new Allowance('a', rate, 0);
    allowance.use();
    expect(allowance.request().owed).toBe(1);
    allowance.use();
    allowance.receive({ granted: 20, tokens: 979 }, 0);
    expect(allowance.request().owed).toBe(1);
  });

  it('gives no credit when the bucket is nearly empty, and asks it ten times a second at most', () => {
    const allowance = new Allowance('a', rate, 0);
    useAll(allowance, 0);
    allowance.request();
    allowance.receive({ granted: 2, tokens: 1 }, 0);
    expect(useAll(allowance, 0)).toBe(2);
    expect([allowance.isBlocked(99), allowance.isBlocked(100)]).toEqual([true, false]);
    expect([allowance.available(100), allowance.remaining(50), allowance.secondsToNext(50)]).toEqual([0, 0, 1]);
  });

  it('drops tokens that were not used for a second', () => {
    const allowance = new Allowance('a', rate, 0);
    allowance.request();
    allowance.receive({ granted: 20, tokens: 980 }, 0);
    expect(allowance.available(SECOND)).toBe(25);
    expect(allowance.available(2 * SECOND + 1)).toBe(5);
  });

  it('lets calls through while the database cannot be asked', () => {
    const allowance = new Allowance('a', rate, 0);
    useAll(allowance, 0);
    allowance.request();
    allowance.receive(null, 0);
    expect(allowance.available(0)).toBeGreaterThanOrEqual(20);
  });

  it('of a small quota asks for each call', () => {
    const allowance = new Allowance('a', { quota: 10, seconds: 60 }, 0);
    expect([allowance.available(0), allowance.isLow(0), allowance.request().wanted]).toEqual([0, true, 1]);
  });

  it('knows when the bucket is full again', () => {
    const allowance = new Allowance('a', rate, 0);
    allowance.request();
    allowance.receive({ granted: 0, tokens: 500 }, 0);
    expect([allowance.secondsToFull(0), allowance.secondsToFull(2 * SECOND), allowance.remaining(2 * SECOND)]).toEqual([
      5, 3, 700,
    ]);
    expect(allowance.remaining(60 * SECOND)).toBe(1_000);
  });
});
