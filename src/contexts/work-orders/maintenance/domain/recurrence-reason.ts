import { dateOf, daysInMonth, formatDate, formatLocal, formatMinute, formatTime } from './civil-time.js';
import type { FrequencyType, RecurrenceRule } from './recurrence-rule.js';
import type { Occurrence, Recurrence } from './recurrence.js';

const WEEKDAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const UNITS: Record<FrequencyType, { unit: string; of: number }> = {
  daily: { unit: 'day', of: 1 },
  custom_days: { unit: 'day', of: 1 },
  weekly: { unit: 'week', of: 1 },
  monthly: { unit: 'month', of: 1 },
  quarterly: { unit: 'month', of: 3 },
  yearly: { unit: 'year', of: 1 },
};

/** `every 3 months`, `every day` */
function describeStep(rule: RecurrenceRule): string {
  const { unit, of } = UNITS[rule.frequencyType];
  const count = of * (rule.frequencyValue ?? 1);
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}

/** Explains the date of an occurrence: the rule, and what moved it from the date by the rule. */
export function explain(recurrence: Recurrence, occurrence: Occurrence): string {
  const monthEnd = monthEndNote(recurrence, occurrence);
  const step = describeStep(recurrence.rule) + dayOfStep(recurrence);
  return [monthEnd ? `${step}: ${monthEnd}` : step, ...clockNotes(recurrence, occurrence)].join('; ');
}

/** The same for a date that counts from a completion (an instant in milliseconds; null before the first one). */
export function explainFloating(recurrence: Recurrence, occurrence: Occurrence, completedAt: number | null): string {
  const last = completedAt === null ? 'none yet' : `the last on ${formatMinute(recurrence.zone.toLocal(completedAt))}`;
  return [`${describeStep(recurrence.rule)} from completion, ${last}`, ...clockNotes(recurrence, occurrence)].join(
    '; ',
  );
}

function dayOfStep({ rule, anchor }: Recurrence): string {
  const { month, day } = dateOf(anchor);
  const { unit } = UNITS[rule.frequencyType];
  if (unit === 'week') return ` on ${WEEKDAYS.at(Math.floor(anchor / 86_400_000) % 7)}`;
  if (unit === 'month') return ` on day ${day}`;
  return unit === 'year' ? ` on ${day} ${MONTHS[month - 1]}` : '';
}

function monthEndNote({ rule, anchor }: Recurrence, { local }: Occurrence): string | undefined {
  const { unit } = UNITS[rule.frequencyType];
  if (unit !== 'month' && unit !== 'year') return undefined;
  const { year, month, day } = dateOf(local);
  if (day === dateOf(anchor).day) return undefined;
  return `${MONTHS[month - 1]} has ${daysInMonth(year, month)} days, moved to the last day`;
}

function clockNotes(recurrence: Recurrence, { n, local, at }: Occurrence): string[] {
  const { zone, rule } = recurrence;
  const notes: string[] = [];
  const shown = zone.timesShown(local);
  if (shown === 0) {
    const actual = zone.toLocal(at);
    const sameDay = formatDate(actual) === formatDate(local);
    const moved = sameDay ? formatTime(actual) : formatLocal(actual);
    notes.push(`${formatTime(local)} does not exist in ${rule.timezone} on ${formatDate(local)}: moved to ${moved}`);
  }
  if (shown > 1) notes.push(`${formatTime(local)} exists twice, the first is taken`);
  const replaced = n > 0 ? recurrence.localAt(n - 1) : undefined;
  if (replaced !== undefined && zone.firstInstantAt(replaced) === at) {
    notes.push(`${formatLocal(replaced)} does not exist in ${rule.timezone} and falls on the same moment`);
  }
  return notes;
}
