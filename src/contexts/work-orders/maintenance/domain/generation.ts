import { nextWakeAt, planOccurrences } from './occurrence-plan.js';
import { END_OF_CALENDAR, type PlannedSchedule } from './planned-schedule.js';
import { recurrenceFaults } from './recurrence-rule.js';
import { notingPause, type PastPause } from './schedule-pause.js';
import { findTimeZone } from './time-zone.js';

/** A date to be made into a work order, or to be noted in the ledger with the reason why not. */
export interface PlannedRow {
  readonly occurrenceAt: Date;
  readonly occurrenceOn: string;
  readonly status: 'generated' | 'skipped' | 'missed';
  readonly reason: string;
}

/** A schedule that cannot be planned is tried again after this time: an hour. */
const REST_MS = 3_600_000;

export interface SchedulePlan {
  readonly rows: readonly PlannedRow[];
  /** Null leaves what is stored. */
  readonly nextOccurrenceAt: Date | null;
  readonly wakeAt: Date | null;
  readonly lastGeneratedAt: Date | null;
  readonly capped: string | null;
  /** Why nothing can be made of it for the time being; null when something can. */
  readonly restingReason: string | null;
}

export interface Circumstances {
  readonly now: number;
  /** Why the machine takes no work; null when it does. */
  readonly obstacle: string | null;
  /** Days that the ledger holds already in this round, `2027-01-31`: never made or noted twice. */
  readonly inLedger: ReadonlySet<string>;
  /** Those that are over and that dates now planned may have fallen into. */
  readonly pauses: readonly PastPause[];
}

/** What one run does with one schedule: the plan of its dates, less what the ledger has, and nothing made for a machine out of use. */
export function planSchedule(
  schedule: PlannedSchedule,
  { now, obstacle, inLedger, pauses }: Circumstances,
): SchedulePlan {
  const plan = planOccurrences(schedule, now);
  const made = plan.toGenerate.map((occurrence) =>
    obstacle === null
      ? { ...occurrence, status: 'generated' as const }
      : { ...occurrence, status: 'skipped' as const, reason: obstacle },
  );
  // what the plan says of an open work order is not so where none is made
  const noted =
    obstacle === null
      ? plan.toRecord
      : plan.toRecord.map((row) => (row.status === 'skipped' ? { ...row, reason: obstacle } : row));
  const known = new Set(inLedger);
  const zone = findTimeZone(schedule.timezone);
  const rows = [...made, ...noted]
    .filter(({ occurrenceOn: day }) => !known.has(day) && known.add(day))
    .map(({ occurrenceAt, occurrenceOn, status, reason }) => ({
      occurrenceAt: new Date(occurrenceAt),
      occurrenceOn,
      status,
      reason,
    }))
    .map((row) => (zone ? notingPause(row, pauses, zone) : row));
  return {
    rows,
    nextOccurrenceAt: new Date(plan.nextOccurrenceAt ?? END_OF_CALENDAR),
    wakeAt: plan.nextWakeAt === null ? null : new Date(plan.nextWakeAt),
    lastGeneratedAt: rows.findLast(({ status }) => status === 'generated')?.occurrenceAt ?? null,
    capped: plan.capped,
    restingReason: null,
  };
}

/** Nothing is made and nothing forgotten: for a schedule that cannot be planned, as when the zone that it names is gone. */
export function restingPlan(now: number, restingReason: string): SchedulePlan {
  const nothing = { rows: [], nextOccurrenceAt: null, lastGeneratedAt: null, capped: null };
  return { ...nothing, ...rest(now, restingReason) };
}

/** When a schedule that was just changed has to be looked at, and why it rests until then if it does. */
export type NextLook = Pick<SchedulePlan, 'wakeAt' | 'restingReason'>;

export function nextLook(schedule: PlannedSchedule, now: number): NextLook {
  const faults = schedule.isActive ? recurrenceFaults(schedule) : [];
  if (faults.length > 0) return rest(now, faults.map(({ detail }) => detail).join('; '));
  const wake = nextWakeAt(schedule);
  return { wakeAt: wake === null ? null : new Date(wake), restingReason: null };
}

function rest(now: number, restingReason: string): NextLook {
  return { wakeAt: new Date(now + REST_MS), restingReason };
}
