import { DAY_MS, dateOf, daysFromCivil } from './civil-time.js';
import type { FrequencyType } from './recurrence-rule.js';

// A rule has one date in a period, even if it was changed in between: a month for rules by months, else a day.

const MONTHLY: ReadonlySet<FrequencyType> = new Set(['monthly', 'quarterly', 'yearly']);

/** The first local time of the period that holds the day. */
export function periodStart(frequency: FrequencyType, day: number): number {
  return MONTHLY.has(frequency) ? monthStart(day, 0) : day;
}

/** The first local time after it. */
export function periodEnd(frequency: FrequencyType, day: number): number {
  return MONTHLY.has(frequency) ? monthStart(day, 1) : day + DAY_MS;
}

function monthStart(day: number, later: number): number {
  const { year, month } = dateOf(day);
  const months = year * 12 + month - 1 + later;
  return daysFromCivil(Math.floor(months / 12), (months % 12) + 1, 1) * DAY_MS;
}
