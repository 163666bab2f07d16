import { nextWakeAt, planOccurrences } from './occurrence-plan.js';
import { END_OF_CALENDAR, type PlannedSchedule } from './planned-schedule.js';
import { recurrenceFaults } from './recurrence-rule.js';
import { notingPause, type PastPause } from './schedule-pause.js';
import { findTimeZone } from './time-zone.js';

/** A date to make a work order for, or to record in the ledger with the reason why not. */
export interface PlannedRow {
  readonly occurrenceAt: Date;
  readonly occurrenceOn: string;
  readonly status: 'generated' | 'skipped' | 'missed';
  readonly reason: string;
}

/** After an hour a schedule that cannot be planned is tried again. */
const REST_MS = 3_600_000;

export interface SchedulePlan {
  readonly rows: readonly PlannedRow[];
  /** Null keeps the stored date. */
  readonly nextOccurrenceAt: Date | null;
  readonly wakeAt: Date | null;
  readonly lastGeneratedAt: Date | null;
  readonly capped: string | null;
  /** Why the schedule can make nothing for the time being; null when it can. */
  readonly restingReason: string | null;
}

export interface Circumstances {
  readonly now: number;
  /** Why the machine takes no work; null when it does. */
  readonly obstacle: string | null;
  /** Days that the ledger has already in this round, `2027-01-31`, which are never decided twice. */
  readonly inLedger: ReadonlySet<string>;
  /** Past pauses that the planned dates may fall into. */
  readonly pauses: readonly PastPause[];
}

/** The plan of a schedule for one run, without dates that the ledger has, and without work orders for a machine out of use. */
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
  // without new work orders none of them can be the reason for a skipped date
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

/** Keeps all dates, for a schedule that cannot be planned, as when its time zone no longer exists. */
export function restingPlan(now: number, restingReason: string): SchedulePlan {
  const nothing = { rows: [], nextOccurrenceAt: null, lastGeneratedAt: null, capped: null };
  return { ...nothing, ...rest(now, restingReason) };
}

/** When a changed schedule has to be planned, and why it rests until then, if it does. */
export type NextWake = Pick<SchedulePlan, 'wakeAt' | 'restingReason'>;

export function nextWake(schedule: PlannedSchedule, now: number): NextWake {
  const faults = schedule.isActive ? recurrenceFaults(schedule) : [];
  if (faults.length > 0) return rest(now, faults.map(({ detail }) => detail).join('; '));
  const wake = nextWakeAt(schedule);
  return { wakeAt: wake === null ? null : new Date(wake), restingReason: null };
}

function rest(now: number, restingReason: string): NextWake {
  return { wakeAt: new Date(now + REST_MS), restingReason };
}
