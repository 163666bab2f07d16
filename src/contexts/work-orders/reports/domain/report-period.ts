import { refuse } from '#libs/kernel';
import { civilFromDays, DAY_MS, daysFromCivil, formatDate, LAST_LOCAL } from '../../maintenance/domain/civil-time.js';
import type { TimeZone } from '../../maintenance/domain/time-zone.js';
import { periodReversed, periodTooLong } from './report.errors.js';

export const bucketLengths = ['week', 'month'] as const;
export type BucketLength = (typeof bucketLengths)[number];

/** Nothing that is stored is later. */
export const LAST_MOMENT = new Date(LAST_LOCAL);

export const MOST_BUCKETS = 120;
const USUAL_BUCKETS = 12;

export interface AskedPeriod {
  /** Days such as 2026-11-30, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly bucket: BucketLength;
}

/** First and last day. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export interface ReportPeriod extends Days {
  readonly buckets: readonly Days[];
  /** The moments at which the buckets begin, and that at which the last one ends. */
  readonly bounds: readonly Date[];
}

/**
 * The weeks, from Monday on, or the months of a period; those at its ends are cut to it. A day begins when the clock of the zone first
 * shows it. Without `to` the period ends today, without `from` it has twelve buckets.
 * @throws DomainError 400 for a period that is reversed or too long
 */
export function reportPeriod({ from, to, bucket }: AskedPeriod, zone: TimeZone, now: Date): ReportPeriod {
  const last = to === undefined ? todayIn(zone, now) : dayOf(to);
  const first = from === undefined ? startOf[bucket](last, 1 - USUAL_BUCKETS) : dayOf(from);
  if (last < first) throw refuse(periodReversed);
  const starts = [first];
  for (let next = startOf[bucket](first, 1); next <= last; next = startOf[bucket](next, 1)) {
    if (starts.push(next) > MOST_BUCKETS) throw refuse(periodTooLong);
  }
  const ends = [...starts.slice(1), last + 1];
  return {
    from: dayText(first),
    to: dayText(last),
    buckets: starts.map((start, index) => ({ from: dayText(start), to: dayText(ends[index]! - 1) })),
    bounds: [...starts, last + 1].map((day) => beginningOf(day, zone)),
  };
}

/** Mondays to Fridays of a period that have begun. */
export function workingDays({ from, to }: Days, zone: TimeZone, now: Date): number {
  const last = Math.min(dayOf(to), todayIn(zone, now));
  let count = 0;
  for (let day = dayOf(from); day <= last; day += 1) if (weekdayOf(day) < SATURDAY) count += 1;
  return count;
}

/** Days count from 1970-01-01. */
export function todayIn(zone: TimeZone, now: Date): number {
  return Math.floor(zone.toLocal(now.getTime()) / DAY_MS);
}

const MONDAY = 4;
const SATURDAY = 5;

/** 0 for Monday. Days count from 1970-01-01, a Thursday. */
function weekdayOf(day: number): number {
  return (((day - MONDAY) % 7) + 7) % 7;
}

/** The first day of the bucket that lies so many after that of the day. */
const startOf: Readonly<Record<BucketLength, (day: number, after: number) => number>> = {
  week: (day, after) => day - weekdayOf(day) + 7 * after,
  month: (day, after) => {
    const { year, month } = civilFromDays(day);
    const months = year * 12 + month - 1 + after;
    return daysFromCivil(Math.floor(months / 12), (months % 12) + 1, 1);
  },
};

/** When the clock of the zone first shows the day. Nothing is after the year 9999, in UTC either. */
export function beginningOf(day: number, zone: TimeZone): Date {
  return new Date(Math.min(zone.firstInstantAt(Math.min(day * DAY_MS, LAST_LOCAL)), LAST_LOCAL));
}

function dayOf(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY_MS;
}

export function dayText(day: number): string {
  return formatDate(day * DAY_MS);
}
