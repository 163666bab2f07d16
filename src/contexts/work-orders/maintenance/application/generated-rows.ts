import { insertRows, type Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import type { CreatedWorkOrder } from '../../orders/domain/new-work-order.js';
import type { OccurrenceStatus } from '../domain/occurrence-status.js';

// Without the columns that generation leaves to their defaults, since each costs an array in every batch.

const workOrderColumns = {
  id: 'uuid',
  task_number: 'varchar',
  equipment_id: 'uuid',
  facility_id: 'uuid',
  title: 'varchar',
  description: 'text',
  task_type: 'varchar',
  priority: 'varchar',
  status: 'varchar',
  assigned_to: 'uuid',
  assigned_team_id: 'uuid',
  due_date: 'timestamptz',
  estimated_hours: 'numeric',
  maintenance_schedule_id: 'uuid',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
};

export function insertWorkOrders(schema: string, created: readonly CreatedWorkOrder[], at: Date): Statement {
  const rows = created.map(({ workOrder }) => ({
    id: workOrder.id,
    task_number: workOrder.workOrderNumber,
    equipment_id: workOrder.equipmentId,
    facility_id: workOrder.facilityId,
    title: workOrder.title,
    description: workOrder.description,
    task_type: workOrder.type,
    priority: workOrder.priority,
    status: workOrder.status,
    assigned_to: workOrder.assigneeId,
    assigned_team_id: workOrder.teamId,
    due_date: workOrder.dueAt,
    estimated_hours: workOrder.estimatedHours,
    maintenance_schedule_id: workOrder.maintenanceScheduleId,
    created_at: at,
    updated_at: at,
  }));
  return insertRows(schema, 'tasks', workOrderColumns, rows);
}

const historyColumns = {
  id: 'uuid',
  task_id: 'uuid',
  action: 'varchar',
  new_value: 'text',
  notes: 'text',
  created_at: 'timestamptz',
};

export function insertHistory(schema: string, created: readonly CreatedWorkOrder[], at: Date): Statement {
  const rows = created.flatMap(({ workOrder, history }) =>
    history.map(({ action, newValue, notes }) => ({
      id: uuidv7(),
      task_id: workOrder.id,
      action,
      new_value: newValue,
      notes,
      created_at: at,
    })),
  );
  return insertRows(schema, 'task_history', historyColumns, rows);
}

const occurrenceColumns = {
  id: 'uuid',
  schedule_id: 'uuid',
  equipment_id: 'uuid',
  occurrence_at: 'timestamptz',
  occurrence_on: 'date',
  round: 'integer',
  status: 'varchar',
  task_id: 'uuid',
  reason: 'text',
  created_at: 'timestamptz',
};

export interface OccurrenceRow {
  readonly id: string;
  readonly schedule_id: string;
  readonly equipment_id: string;
  readonly occurrence_at: Date;
  readonly occurrence_on: string;
  readonly round: number;
  readonly status: OccurrenceStatus;
  readonly task_id: string | null;
  readonly reason: string;
  readonly created_at: Date;
}

export function insertOccurrences(schema: string, rows: readonly OccurrenceRow[]): Statement {
  return insertRows(
    schema,
    'maintenance_occurrences',
    occurrenceColumns,
    rows.map((row) => ({ ...row })),
  );
}
