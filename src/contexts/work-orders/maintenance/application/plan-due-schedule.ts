import { isoUtc } from '#libs/database';
import { planSchedule, type SchedulePlan } from '../domain/generation.js';
import { plannedSchedule } from '../domain/planned-schedule.js';
import type { DueSchedule } from './maintenance-generation.queries.js';

/** @throws RangeError when the rule of the schedule cannot be read */
export function planDueSchedule(row: DueSchedule): SchedulePlan {
  const state = {
    isActive: true,
    nextOccurrenceAt: milliseconds(row.next_run_date),
    openWorkOrder: row.open_work_order_id,
    lastCompletedAt: row.last_completed_at === null ? null : milliseconds(row.last_completed_at),
  };
  const circumstances = {
    now: row.now,
    obstacle: obstacleOf(row),
    inLedger: new Set(row.in_ledger),
    pauses: row.past_pauses,
  };
  return planSchedule(plannedSchedule(row, state), circumstances);
}

function obstacleOf({ takes_work, equipment_number }: DueSchedule): string | null {
  return takes_work ? null : `machine ${equipment_number} is decommissioned or its facility is inactive`;
}

function milliseconds(text: string): number {
  return Date.parse(isoUtc(text));
}
