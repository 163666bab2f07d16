import { Allowance } from './allowance.js';

const SECOND = 1_000;
const rate = { quota: 1_000, seconds: 10 };
const useAll = (allowance: Allowance, now: number): number => {
  let used = 0;
  for (; allowance.room(now) >= 1; used += 1) allowance.use();
  return used;
};

describe('an allowance', () => {
  it('lets a few calls through before anybody was asked, and then asks', () => {
    const allowance = new Allowance('a', rate, 0);
    expect([allowance.isLow(0), allowance.left(0)]).toEqual([false, 1_000]);
    expect(useAll(allowance, 0)).toBe(5);
    expect([allowance.isLow(0), allowance.left(0)]).toEqual([true, 995]);
    expect(allowance.ask()).toEqual({ subject: 'a', owed: 5, wanted: 20, rate });
  });

  it('asks for nothing from who calls now and then', () => {
    const allowance = new Allowance('a', rate, 0);
    const asked = Array.from({ length: 100 }, (_, n) => {
      expect(allowance.room(n * 4 * SECOND)).toBeGreaterThanOrEqual(1);
      allowance.use();
      return allowance.isLow(n * 4 * SECOND);
    });
    expect(asked).not.toContain(true);
  });

  it('uses what was granted, and asks again while there is some left', () => {
    const allowance = new Allowance('a', rate, 0);
    useAll(allowance, 0);
    allowance.ask();
    allowance.take({ granted: 20, tokens: 975 }, 0);
    expect(allowance.isLow(0)).toBe(false);
    for (let n = 0; n < 15; n += 1) allowance.use();
    expect([allowance.isLow(0), allowance.room(0)]).toEqual([true, 10]);
  });

  it('counts what is used while it asks', () => {
    const allowance = new Allowance('a', rate, 0);
    allowance.use();
    expect(allowance.ask().owed).toBe(1);
    allowance.use();
    allowance.take({ granted: 20, tokens: 979 }, 0);
    expect(allowance.ask().owed).toBe(1);
  });

  it('gives no credit when the bucket is nearly empty, and asks it ten times a second at most', () => {
    const allowance = new Allowance('a', rate, 0);
    useAll(allowance, 0);
    allowance.ask();
    allowance.take({ granted: 2, tokens: 1 }, 0);
    expect(useAll(allowance, 0)).toBe(2);
    expect([allowance.isBlocked(99), allowance.isBlocked(100)]).toEqual([true, false]);
    expect([allowance.room(100), allowance.left(50), allowance.secondsToNext(50)]).toEqual([0, 0, 1]);
  });

  it('lets go of what was not used for a second', () => {
    const allowance = new Allowance('a', rate, 0);
    allowance.ask();
    allowance.take({ granted: 20, tokens: 980 }, 0);
    expect(allowance.room(SECOND)).toBe(25);
    expect(allowance.room(2 * SECOND + 1)).toBe(5);
  });

  it('goes on when nobody can be asked', () => {
    const allowance = new Allowance('a', rate, 0);
    useAll(allowance, 0);
    allowance.ask();
    allowance.take(null, 0);
    expect(allowance.room(0)).toBeGreaterThanOrEqual(20);
  });

  it('of a small quota asks for each call', () => {
    const allowance = new Allowance('a', { quota: 10, seconds: 60 }, 0);
    expect([allowance.room(0), allowance.isLow(0), allowance.ask().wanted]).toEqual([0, true, 1]);
  });

  it('tells when the bucket is full again', () => {
    const allowance = new Allowance('a', rate, 0);
    allowance.ask();
    allowance.take({ granted: 0, tokens: 500 }, 0);
    expect([allowance.secondsToFull(0), allowance.secondsToFull(2 * SECOND), allowance.left(2 * SECOND)]).toEqual([
      5, 3, 700,
    ]);
    expect(allowance.left(60 * SECOND)).toBe(1_000);
  });
});
