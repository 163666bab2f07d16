import { isoUtc } from '#libs/database';
import { allowedTransitions } from '../domain/work-order-status.js';
import type { ExpandedParts } from './work-order-expansions.js';
import type { WorkOrderTable } from './work-order.tables.js';

/** The names that every response contains besides the ids. */
export interface WorkOrderNames {
  readonly equipment_name: string | null;
  readonly assignee_name: string | null;
}

type StoredColumns = Omit<WorkOrderTable, 'priority_rank'> & { is_overdue: boolean };
export type WorkOrderRow = StoredColumns & WorkOrderNames & ExpandedParts;

export type WorkOrderView = ReturnType<typeof workOrderView>;

/** @param mayDo whether the caller holds a permission */
export function workOrderView(row: WorkOrderRow, mayDo: (permission: string) => boolean) {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    type: row.task_type,
    priority: row.priority,
    status: row.status,
    statusReason: row.status_reason,
    facilityId: row.facility_id,
    equipmentId: row.equipment_id,
    equipmentName: row.equipment_name,
    assigneeId: row.assigned_to,
    assigneeName: row.assignee_name,
    teamId: row.assigned_team_id,
    scheduledAt: isoUtc(row.scheduled_date),
    dueAt: isoUtc(row.due_date),
    isOverdue: row.is_overdue,
    estimatedHours: numberOf(row.estimated_hours),
    startedAt: isoUtc(row.started_at),
    completedAt: isoUtc(row.completed_at),
    actualHours: numberOf(row.actual_hours),
    workPerformed: row.work_performed,
    partsNote: row.parts_used,
    serviceRequestId: row.service_request_id,
    maintenanceScheduleId: row.maintenance_schedule_id,
    createdById: row.created_by,
    version: row.version,
    createdAt: isoUtc(row.created_at),
    updatedAt: isoUtc(row.updated_at),
    allowedTransitions: allowedTransitions(row.status, mayDo),
    // undefined, and so absent, unless they were requested
    equipment: row.equipment,
    facility: row.facility,
    assignee: row.assignee,
    team: row.team,
  };
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}
