import { DAY_MS } from './civil-time.js';
import type { RecurrenceRule } from './recurrence-rule.js';
import { Recurrence } from './recurrence.js';
import { findTimeZone } from './time-zone.js';

/**
 * The first date of a rule that takes the place of another. The day of the last work order is done with, as the clock of the
 * former rule showed it: a corrected zone or a later time of day would otherwise ask for the same maintenance once more.
 * Null beyond the year 9999.
 */
export function nextUnderChangedRule(
  rule: RecurrenceRule,
  former: RecurrenceRule,
  lastOccurrenceAt: number | null,
): number | null {
  const recurrence = Recurrence.of(rule);
  if (lastOccurrenceAt === null) return recurrence.next(-Infinity)?.at ?? null;
  const formerZone = findTimeZone(former.timezone) ?? recurrence.zone;
  const followingDay = (Math.floor(formerZone.toLocal(lastOccurrenceAt) / DAY_MS) + 1) * DAY_MS;
  const midnight = recurrence.zone.firstInstantAt(followingDay);
  return recurrence.next(Math.max(lastOccurrenceAt, midnight - 1))?.at ?? null;
}
