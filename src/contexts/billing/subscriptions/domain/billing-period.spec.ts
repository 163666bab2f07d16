import { billingCycles, periodAt } from './billing-period.js';

const at = (text: string) => new Date(`${text}T10:00:00.000Z`);
const period = (first: string, cycle: 'monthly' | 'yearly', now: string) => {
  const { start, end } = periodAt(at(first), cycle, at(now));
  return [start, end].map((time) => time.toISOString().slice(0, 10));
};

describe('the billing period', () => {
  it.each([
    ['2026-01-15', 'monthly', '2026-01-15', '2026-01-15', '2026-02-15'],
    ['2026-01-15', 'monthly', '2026-02-14', '2026-01-15', '2026-02-15'],
    ['2026-01-15', 'monthly', '2026-02-15', '2026-02-15', '2026-03-15'],
    ['2026-01-31', 'monthly', '2026-02-27', '2026-01-31', '2026-02-28'],
    ['2026-01-31', 'monthly', '2026-02-28', '2026-02-28', '2026-03-31'],
    ['2026-01-31', 'monthly', '2026-12-31', '2026-12-31', '2027-01-31'],
    ['2028-02-29', 'yearly', '2029-02-28', '2029-02-28', '2030-02-28'],
    ['2028-02-29', 'yearly', '2032-03-01', '2032-02-29', '2033-02-28'],
    ['2026-05-01', 'monthly', '2026-04-01', '2026-05-01', '2026-06-01'],
  ] as const)('from %s, %s, is at %s that from %s to %s', (first, cycle, now, start, end) => {
    expect(period(first, cycle, now)).toEqual([start, end]);
  });

  it.each(billingCycles)('leaves no day between two of them, and none in two: %s', (cycle) => {
    for (const first of ['2024-01-31T23:59:59.999Z', '2024-02-29T00:00:00.000Z', '2025-08-30T12:00:00.000Z']) {
      let previous = periodAt(new Date(first), cycle, new Date(first));
      for (let day = 1; day < 1_500; day += 1) {
        const now = new Date(new Date(first).getTime() + day * 86_400_000);
        const current = periodAt(new Date(first), cycle, now);
        expect(current.start <= now && now < current.end).toBe(true);
        if (current.start.getTime() !== previous.start.getTime()) expect(current.start).toEqual(previous.end);
        previous = current;
      }
    }
  });
});
