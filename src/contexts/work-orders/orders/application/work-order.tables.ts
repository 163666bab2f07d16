import type { AssetsReadContract } from '#contexts/assets';
import type { IdentityReadContract } from '#contexts/identity';
import type { WorkOrderPriority, WorkOrderType } from '../domain/work-order-kinds.js';
import type { WorkOrderStatus } from '../domain/work-order-status.js';

/** Columns as the reads of work orders get them: timestamps and decimals are text. */
export interface WorkOrderTable {
  id: string;
  equipment_id: string | null;
  facility_id: string;
  title: string;
  description: string | null;
  task_type: WorkOrderType;
  priority: WorkOrderPriority;
  /** The order of priorities by urgency; a generated column. */
  priority_rank: number;
  status: WorkOrderStatus;
  status_reason: string | null;
  assigned_to: string | null;
  assigned_team_id: string | null;
  scheduled_date: string | null;
  due_date: string | null;
  estimated_hours: string | null;
  started_at: string | null;
  completed_at: string | null;
  actual_hours: string | null;
  work_performed: string | null;
  parts_used: string | null;
  service_request_id: string | null;
  maintenance_schedule_id: string | null;
  created_by: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface WorkOrderTables extends IdentityReadContract, AssetsReadContract {
  tasks: WorkOrderTable;
  task_history: {
    id: string;
    task_id: string;
    user_id: string | null;
    action: string;
    old_value: string | null;
    new_value: string | null;
    notes: string | null;
    created_at: string;
  };
  task_comments: { id: string; task_id: string; user_id: string; comment: string; created_at: string };
  service_requests: {
    id: string;
    requested_by: string | null;
    facility_id: string | null;
    equipment_id: string | null;
  };
}
