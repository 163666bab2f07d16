import fc from 'fast-check';
import type { DomainError } from '#libs/kernel';
import { findTimeZone } from '../../maintenance/domain/time-zone.js';
import { bucketLengths, reportPeriod, type AskedPeriod } from './report-period.js';

const berlin = findTimeZone('Europe/Berlin')!;
const now = new Date('2026-11-28T23:30:00Z');
const month = (from: string, to: string): AskedPeriod => ({ from, to, bucket: 'month' });

it('months and weeks are cut to the period, and days begin where the account is', () => {
  const months = reportPeriod(month('2026-02-15', '2026-04-10'), berlin, now);
  expect(months.buckets).toEqual([
    { from: '2026-02-15', to: '2026-02-28' },
    { from: '2026-03-01', to: '2026-03-31' },
    { from: '2026-04-01', to: '2026-04-10' },
  ]);
  // the clocks change on 29 March
  expect(months.bounds.map((bound) => bound.toISOString())).toEqual([
    '2026-02-14T23:00:00.000Z',
    '2026-02-28T23:00:00.000Z',
    '2026-03-31T22:00:00.000Z',
    '2026-04-10T22:00:00.000Z',
  ]);
  const weeks = reportPeriod({ from: '2026-11-01', to: '2026-11-10', bucket: 'week' }, berlin, now);
  expect(weeks.buckets).toEqual([
    { from: '2026-11-01', to: '2026-11-01' },
    { from: '2026-11-02', to: '2026-11-08' },
    { from: '2026-11-09', to: '2026-11-10' },
  ]);
});

it('is of twelve buckets until today, unless told otherwise', () => {
  expect(reportPeriod({ bucket: 'month' }, berlin, now)).toMatchObject({ from: '2025-12-01', to: '2026-11-29' });
  expect(reportPeriod({ bucket: 'week' }, berlin, now)).toMatchObject({ from: '2026-09-07', to: '2026-11-29' });
});

it('a day whose midnight exists twice begins with the first, one whose midnight does not exist with its first moment', () => {
  const boundsIn = (zone: string, day: string) =>
    reportPeriod(month(day, day), findTimeZone(zone)!, now).bounds.map((bound) => bound.toISOString());
  expect(boundsIn('America/Havana', '2026-11-01')).toEqual(['2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z']);
  expect(boundsIn('Africa/Cairo', '2026-04-24')).toEqual(['2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z']);
});

it.each([
  [month('2026-02-01', '2026-01-31'), 'report.period_reversed'],
  [month('2016-01-01', '2025-12-31'), undefined],
  [month('2016-01-01', '2026-01-01'), 'report.period_too_long'],
  [{ from: '1900-01-01', to: '9999-12-31', bucket: 'week' } as const, 'report.period_too_long'],
  [month('9999-12-31', '9999-12-31'), undefined],
])('%j: %s', (asked, code) => {
  let thrown: string | undefined;
  try {
    reportPeriod(asked, berlin, now);
  } catch (error) {
    thrown = (error as DomainError).code;
  }
  expect(thrown).toBe(code);
});

it('each moment of a period lies in the bucket of its local day', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Africa/Cairo', 'America/Havana', 'Pacific/Apia'];
  const moments = fc.integer({ min: Date.UTC(2009, 0), max: Date.UTC(2018, 11) });
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.constantFrom(...bucketLengths), moments, (timeZone, bucket, at) => {
      const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
      const year = day.slice(0, 4);
      const asked = { from: `${year}-01-01`, to: `${year}-12-31`, bucket };
      const { buckets, bounds } = reportPeriod(asked, findTimeZone(timeZone)!, now);
      const index = bounds.findLastIndex((bound) => bound.getTime() <= at);
      expect(buckets[index]!.from <= day && day <= buckets[index]!.to).toBe(true);
    }),
  );
});
