import { DAY_MS } from './civil-time.js';
import type { RecurrenceBasis } from './planned-schedule.js';
import { periodEnd, periodStart } from './recurrence-period.js';
import type { RecurrenceRule } from './recurrence-rule.js';
import { Recurrence } from './recurrence.js';
import { findTimeZone } from './time-zone.js';

export interface CountedRule extends RecurrenceRule {
  readonly recurrenceBasis: RecurrenceBasis;
}

/** The decided days and the last completion of a schedule. Days are local midnights in the zone of the schedule at that time. */
export interface SettledDates {
  /** The newest decided day, whatever its outcome; null while there is none. */
  readonly decidedOn: number | null;
  /** The newest one without those whose work order is completed, since a floating schedule counts from the completion. */
  readonly unfulfilledOn: number | null;
  /** The latest completion of a work order that is completed now. */
  readonly lastCompletedAt: number | null;
}

/** The next date of a schedule before its rule was changed. */
export interface FormerPromise {
  readonly timezone: string;
  /** The first date that was not decided; null at the end of the calendar. */
  readonly nextOccurrenceAt: number | null;
  /** When the rule was changed. */
  readonly now: number;
}

export const NOTHING_SETTLED: SettledDates = { decidedOn: null, unfulfilledOn: null, lastCompletedAt: null };

/**
 * The next date of a schedule, in every case: created, changed, its work order completed or reopened. A fixed one continues after the
 * last decided day; rules by months after the month of that day. A floating one continues one step after the last completion, and after
 * every decided day without a completion.
 * @param former given when the rule was changed: it was in effect until now, so the new rule has no dates before
 * @returns null beyond the year 9999
 * @throws RangeError when the rule is not valid
 */
export function nextDate(rule: CountedRule, settled: SettledDates, former?: FormerPromise): number | null {
  const { recurrence, first } = countingOf(rule, settled);
  const at = recurrence.occurrence(first)?.at ?? null;
  const wasPromised = settled.decidedOn !== null && former && former.nextOccurrenceAt !== null;
  if (!wasPromised || at === null) return at;
  const promised = former.nextOccurrenceAt;
  return promised > former.now
    ? afterPromise(at, recurrence, former, promised)
    : sincePromise(recurrence, first, former, promised);
}

function countingOf(rule: CountedRule, settled: SettledDates): { recurrence: Recurrence; first: number } {
  const { decidedOn, unfulfilledOn, lastCompletedAt } = settled;
  const recurrence = Recurrence.of(rule);
  if (rule.recurrenceBasis === 'fixed' || lastCompletedAt === null) {
    return {
      recurrence,
      first: decidedOn === null ? 0 : recurrence.indexFrom(periodEnd(rule.frequencyType, decidedOn)),
    };
  }
  const counted = recurrence.restartedOn(lastCompletedAt);
  const open = unfulfilledOn === null ? 1 : counted.indexFrom(unfulfilledOn + DAY_MS);
  return { recurrence: counted, first: Math.max(1, open) };
}

/** Where the new rule's date has passed, the former next date stays, unless the new rule has one as early. */
function afterPromise(at: number, recurrence: Recurrence, former: FormerPromise, promised: number): number | null {
  if (at > former.now) return at;
  const following = recurrence.next(former.now);
  const { frequencyType } = recurrence.rule;
  const end = periodEnd(frequencyType, dayOf(promised, recurrence, former));
  const stays = !following || (following.at > promised && following.local >= end);
  return stays ? promised : following.at;
}

/** Dates that passed undecided, as in a pause, are still to be decided, by the new rule. */
function sincePromise(recurrence: Recurrence, first: number, former: FormerPromise, promised: number): number | null {
  const start = periodStart(recurrence.rule.frequencyType, dayOf(promised, recurrence, former));
  return recurrence.occurrence(Math.max(first, recurrence.indexFrom(start)))?.at ?? null;
}

function dayOf(instant: number, { zone }: Recurrence, { timezone }: FormerPromise): number {
  const local = (findTimeZone(timezone) ?? zone).toLocal(instant);
  return Math.floor(local / DAY_MS) * DAY_MS;
}
