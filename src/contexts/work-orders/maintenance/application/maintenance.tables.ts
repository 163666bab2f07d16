import type { AssetsReadContract } from '#contexts/assets';
import type { IdentityReadContract } from '#contexts/identity';
import type { CatchUp } from '../domain/catch-up.js';
import type { OccurrenceStatus } from '../domain/occurrence-status.js';
import type { Overlap, RecurrenceBasis } from '../domain/planned-schedule.js';
import type { FrequencyType } from '../domain/recurrence-rule.js';
import type { PastPause } from '../domain/schedule-pause.js';
import type { WorkOrderPriority } from '../../orders/domain/work-order-kinds.js';
import type { WorkOrderTable } from '../../orders/application/work-order.tables.js';

/** Columns as reads get them: timestamps and decimals are text. */
export interface MaintenanceScheduleTable {
  id: string;
  equipment_id: string;
  schedule_name: string;
  description: string | null;
  frequency_type: FrequencyType;
  frequency_value: number;
  first_occurrence_local: string;
  timezone: string;
  recurrence_basis: RecurrenceBasis;
  lead_days: number;
  catch_up: CatchUp;
  overlap: Overlap;
  last_run_date: string | null;
  next_run_date: string;
  round: number;
  wake_at: string | null;
  resting_reason: string | null;
  task_title: string | null;
  task_description: string | null;
  task_priority: WorkOrderPriority;
  estimated_hours: string | null;
  default_assigned_to: string | null;
  default_assigned_team: string | null;
  is_active: boolean;
  paused_at: string | null;
  pause_reason: string | null;
  past_pauses: PastPause[];
  created_by: string | null;
  version: number;
  created_at: string;
  updated_at: string;
  search: string;
}

export interface MaintenanceTables extends IdentityReadContract, AssetsReadContract {
  maintenance_schedules: MaintenanceScheduleTable;
  maintenance_occurrences: {
    id: string;
    schedule_id: string;
    equipment_id: string;
    occurrence_at: string;
    occurrence_on: string | null;
    round: number;
    status: OccurrenceStatus;
    task_id: string | null;
    reason: string | null;
    created_at: string;
  };
  tasks: WorkOrderTable;
  tasks_archive: WorkOrderTable;
}
