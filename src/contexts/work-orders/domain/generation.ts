import { LAST_LOCAL } from './civil-time.js';
import { planOccurrences } from './occurrence-plan.js';
import type { PlannedSchedule } from './planned-schedule.js';

/** A date to be made into a work order, or to be noted in the ledger with the reason why not. */
export interface PlannedRow {
  readonly occurrenceAt: Date;
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
}

export interface Circumstances {
  readonly now: number;
  /** Why the machine takes no work; null when it does. */
  readonly obstacle: string | null;
  /** Dates that the ledger holds already, milliseconds: never made or noted twice. */
  readonly inLedger: ReadonlySet<number>;
}

/** What one run does with one schedule: the plan of its dates, less what the ledger has, and nothing made for a machine out of use. */
export function planSchedule(schedule: PlannedSchedule, { now, obstacle, inLedger }: Circumstances): SchedulePlan {
  const plan = planOccurrences(schedule, now);
  const made = plan.toGenerate.map((occurrence) =>
    obstacle === null
      ? { ...occurrence, status: 'generated' as const }
      : { occurrenceAt: occurrence.occurrenceAt, status: 'skipped' as const, reason: obstacle },
  );
  // what the plan says of an open work order is not so where none is made
  const noted =
    obstacle === null
      ? plan.toRecord
      : plan.toRecord.map((row) => (row.status === 'skipped' ? { ...row, reason: obstacle } : row));
  const rows = [...made, ...noted]
    .filter(({ occurrenceAt }) => !inLedger.has(occurrenceAt))
    .map(({ occurrenceAt, status, reason }) => ({ occurrenceAt: new Date(occurrenceAt), status, reason }));
  return {
    rows,
    nextOccurrenceAt: new Date(plan.nextOccurrenceAt ?? LAST_LOCAL),
    wakeAt: plan.nextWakeAt === null ? null : new Date(plan.nextWakeAt),
    lastGeneratedAt: rows.findLast(({ status }) => status === 'generated')?.occurrenceAt ?? null,
    capped: plan.capped,
  };
}

/** Nothing is made and nothing forgotten: for a schedule that cannot be planned, as when the zone that it names is gone. */
export function restingPlan(now: number): SchedulePlan {
  const wakeAt = new Date(now + REST_MS);
  return { rows: [], nextOccurrenceAt: null, wakeAt, lastGeneratedAt: null, capped: null };
}
