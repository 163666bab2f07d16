import type { CatchUp } from './catch-up.js';
import { LAST_LOCAL } from './civil-time.js';
import type { RecurrenceRule } from './recurrence-rule.js';

export const RECURRENCE_BASES = ['fixed', 'floating'] as const;
/** Whether the next occurrence counts from the due date of the last one or from its completion. */
export type RecurrenceBasis = (typeof RECURRENCE_BASES)[number];

export const OVERLAP_POLICIES = ['skip', 'allow'] as const;
/** Whether a work order is made while another one of the schedule is open. */
export type Overlap = (typeof OVERLAP_POLICIES)[number];

/**
 * What the plan needs of a schedule and of its work orders. Instants are whole milliseconds since 1970-01-01T00:00Z.
 */
export interface PlannedSchedule extends RecurrenceRule {
  readonly recurrenceBasis: RecurrenceBasis;
  /** Calendar days in the schedule's zone by which a work order is made before its occurrence. */
  readonly leadDays: number;
  readonly catchUp: CatchUp;
  /** Ignored for floating schedules, which never overlap. */
  readonly overlap: Overlap;
  /** False while paused: the plan is empty then, and the policy for late occurrences applies on resuming. */
  readonly isActive: boolean;
  /** The first occurrence that is not in the ledger yet; null when the calendar ended. */
  readonly nextOccurrenceAt: number | null;
  /** The id of the schedule's open work order, which reasons name; null when there is none. */
  readonly openWorkOrder: string | null;
  /** When the last work order of this schedule was completed: a floating schedule counts from it. */
  readonly lastCompletedAt: number | null;
}

/** The stored settings of a schedule, shared by the entity and the rows that the generation reads. */
export interface StoredSchedule extends Pick<
  PlannedSchedule,
  'frequencyType' | 'frequencyValue' | 'timezone' | 'recurrenceBasis' | 'leadDays' | 'catchUp' | 'overlap'
> {
  /** With a space, as PostgreSQL writes it, where the API has a T. */
  readonly firstOccurrenceLocal: string;
}

type ScheduleState = Pick<PlannedSchedule, 'isActive' | 'openWorkOrder' | 'lastCompletedAt'> & {
  /** As stored: the end of the calendar when no date is left. */
  readonly nextOccurrenceAt: number;
};

/** Means "never again", because the column is not nullable. */
export const END_OF_CALENDAR = LAST_LOCAL;

export function ruleOf(
  stored: Omit<StoredSchedule, 'recurrenceBasis' | 'leadDays' | 'catchUp' | 'overlap'>,
): RecurrenceRule {
  const { frequencyType, frequencyValue, timezone } = stored;
  return { frequencyType, frequencyValue, timezone, firstOccurrenceAt: localTimeOf(stored.firstOccurrenceLocal) };
}

export function plannedSchedule(
  stored: StoredSchedule,
  { nextOccurrenceAt, ...state }: ScheduleState,
): PlannedSchedule {
  const { recurrenceBasis, leadDays, catchUp, overlap } = stored;
  const policies = { recurrenceBasis, leadDays, catchUp, overlap };
  return { ...ruleOf(stored), ...policies, ...state, nextOccurrenceAt: nextDateOf(nextOccurrenceAt) };
}

/** @param stored `2027-01-31 09:00:00`, or with a T already */
export function localTimeOf(stored: string): string {
  return stored.replace(' ', 'T');
}

/** Null when no date is left. */
export function nextDateOf(stored: number): number | null {
  return stored === END_OF_CALENDAR ? null : stored;
}
