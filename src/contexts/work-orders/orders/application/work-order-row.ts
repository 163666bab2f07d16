import type { WorkOrder } from '../domain/work-order.entity.js';
import type { WorkOrderNames, WorkOrderRow } from './work-order.view.js';

/** The row that a read after the commit would return, without a query. */
export function rowOf(workOrder: WorkOrder, names: WorkOrderNames, now: Date): WorkOrderRow {
  return {
    id: workOrder.id,
    title: workOrder.title,
    description: workOrder.description ?? null,
    task_type: workOrder.type,
    priority: workOrder.priority,
    status: workOrder.status,
    status_reason: workOrder.statusReason ?? null,
    facility_id: workOrder.facilityId,
    equipment_id: workOrder.equipmentId ?? null,
    assigned_to: workOrder.assigneeId ?? null,
    assigned_team_id: workOrder.teamId ?? null,
    scheduled_date: textOf(workOrder.scheduledAt),
    due_date: textOf(workOrder.dueAt),
    is_overdue: workOrder.isOverdue(now),
    estimated_hours: textOf(workOrder.estimatedHours),
    started_at: textOf(workOrder.startedAt),
    completed_at: textOf(workOrder.completedAt),
    actual_hours: textOf(workOrder.actualHours),
    work_performed: workOrder.workPerformed ?? null,
    parts_used: workOrder.partsNote ?? null,
    service_request_id: workOrder.serviceRequestId ?? null,
    maintenance_schedule_id: workOrder.maintenanceScheduleId ?? null,
    created_by: workOrder.createdById ?? null,
    version: workOrder.version,
    created_at: workOrder.createdAt.toISOString(),
    updated_at: workOrder.updatedAt.toISOString(),
    ...names,
  };
}

function textOf(value: Date | number | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value.toISOString() : String(value);
}
