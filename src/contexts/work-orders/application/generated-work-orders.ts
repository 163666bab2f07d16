import type { AuditEntry } from '#libs/audit';
import type { Statement } from '#libs/database';
import { pullEvents, uuidv7, type DomainEvent } from '#libs/kernel';
import { stillAssignable, type DefaultAssignment } from '../domain/assignment.js';
import type { PlannedRow } from '../domain/generation.js';
import { pullHistory, type Act, type WorkOrderHistoryEntry } from '../domain/work-order-history.entity.js';
import { WorkOrder, type NewWorkOrder } from '../domain/work-order.entity.js';
import { insertHistory, insertOccurrences, insertWorkOrders, type OccurrenceRow } from './generated-rows.js';
import type { DueSchedule } from './maintenance-generation.queries.js';

/** What one batch of generation makes, gathered per table so that each table is written by one statement. */
export class GeneratedWorkOrders {
  readonly events: DomainEvent[] = [];
  readonly audits: AuditEntry[] = [];
  private readonly workOrders: WorkOrder[] = [];
  private readonly occurrences: OccurrenceRow[] = [];
  private readonly history: WorkOrderHistoryEntry[] = [];
  private readonly act: Act;

  constructor(at: Date) {
    this.act = { by: null, at };
  }

  get count(): number {
    return this.workOrders.length;
  }

  add(schedule: DueSchedule, rows: readonly PlannedRow[]): void {
    const assignment = assignmentOf(schedule);
    for (const row of rows) {
      const workOrder = row.status === 'generated' ? this.make(schedule, assignment, row) : undefined;
      this.occurrences.push({
        id: uuidv7(),
        schedule_id: schedule.id,
        equipment_id: schedule.equipment_id,
        occurrence_at: row.occurrenceAt,
        status: row.status,
        task_id: workOrder?.id ?? null,
        reason: row.reason,
        created_at: this.act.at,
      });
    }
  }

  /** Work orders before what refers to them. */
  statements(schema: string): Statement[] {
    return [
      ...(this.workOrders.length > 0 ? [insertWorkOrders(schema, this.workOrders, this.act.at)] : []),
      ...(this.occurrences.length > 0 ? [insertOccurrences(schema, this.occurrences)] : []),
      ...(this.history.length > 0 ? [insertHistory(schema, this.history)] : []),
    ];
  }

  private make(
    schedule: DueSchedule,
    { passedOver, ...assignment }: DefaultAssignment,
    { occurrenceAt, reason }: PlannedRow,
  ): WorkOrder {
    const why = passedOver === null ? reason : `${reason}; ${passedOver}`;
    const workOrder = WorkOrder.create({ ...orderOf(schedule), ...assignment, dueAt: occurrenceAt }, this.act, why);
    this.workOrders.push(workOrder);
    this.history.push(...pullHistory(workOrder));
    this.events.push(...pullEvents(workOrder));
    this.audits.push(creationOf(workOrder));
    return workOrder;
  }
}

function orderOf(schedule: DueSchedule): NewWorkOrder {
  return {
    title: schedule.task_title ?? schedule.schedule_name,
    description: schedule.task_description,
    type: 'maintenance',
    priority: schedule.task_priority,
    facilityId: schedule.facility_id,
    equipmentId: schedule.equipment_id,
    estimatedHours: schedule.estimated_hours === null ? null : Number(schedule.estimated_hours),
    maintenanceScheduleId: schedule.id,
  };
}

function assignmentOf(schedule: DueSchedule): DefaultAssignment {
  const wanted = { assigneeId: schedule.default_assigned_to, teamId: schedule.default_assigned_team };
  const { user_is_active: userIsActive, user_role: userRole, team_is_active: teamIsActive } = schedule;
  return stillAssignable(wanted, { userIsActive, userRole, teamIsActive });
}

function creationOf({ id, title, dueAt, maintenanceScheduleId }: WorkOrder): AuditEntry {
  const after = { title, dueAt, maintenanceScheduleId };
  return { action: 'create', resourceType: 'work_order', resourceId: id, after };
}
