import type { CatchUp } from './catch-up.js';
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
  /** A floating schedule never overlaps, whatever stands here. */
  readonly overlap: Overlap;
  /** False while paused: the plan is empty then, and the policy for late occurrences applies on resuming. */
  readonly isActive: boolean;
  /** The first occurrence that is not in the ledger yet; null when the calendar ended. */
  readonly nextOccurrenceAt: number | null;
  /** How people call the work order of this schedule that is still open; null when none is. Said in reasons. */
  readonly openWorkOrder: string | null;
  /** When the last work order of this schedule was completed: a floating schedule counts from it. */
  readonly lastCompletedAt: number | null;
}
