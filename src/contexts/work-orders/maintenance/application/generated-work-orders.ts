import type { Statement } from '#libs/database';
import { uuidv7, type DomainEvent, type AuditEntry } from '#libs/kernel';
import { stillAssignable, type DefaultAssignment } from '../../orders/domain/assignment.js';
import type { PlannedRow } from '../domain/generation.js';
import { newWorkOrder, type CreatedWorkOrder, type NewWorkOrder } from '../../orders/domain/new-work-order.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import { insertHistory, insertOccurrences, insertWorkOrders, type OccurrenceRow } from './generated-rows.js';
import type { DueSchedule } from './maintenance-generation.queries.js';

/** The rows of one batch, collected by table so that one statement writes each table. */
export class GeneratedWorkOrders {
  readonly events: DomainEvent[] = [];
  readonly audits: AuditEntry[] = [];
  private readonly created: CreatedWorkOrder[] = [];
  private readonly occurrences: OccurrenceRow[] = [];
  private readonly act: Act;

  /** @param numbers one for each work order that is added */
  constructor(
    at: Date,
    private readonly numbers: Iterator<string, undefined>,
  ) {
    this.act = { by: null, at };
  }

  get count(): number {
    return this.created.length;
  }

  add(schedule: DueSchedule, rows: readonly PlannedRow[]): void {
    const assignment = assignmentOf(schedule);
    for (const row of rows) {
      const workOrderId = row.status === 'generated' ? this.make(schedule, assignment, row) : null;
      this.occurrences.push({
        id: uuidv7(),
        schedule_id: schedule.id,
        equipment_id: schedule.equipment_id,
        occurrence_at: row.occurrenceAt,
        occurrence_on: row.occurrenceOn,
        round: schedule.round,
        status: row.status,
        task_id: workOrderId,
        reason: row.reason,
        created_at: this.act.at,
      });
    }
  }

  /** Work orders before the rows that refer to them. */
  statements(schema: string): Statement[] {
    const { at } = this.act;
    const made = [insertWorkOrders(schema, this.created, at), insertHistory(schema, this.created, at)];
    const noted = this.occurrences.length > 0 ? [insertOccurrences(schema, this.occurrences)] : [];
    return this.count > 0 ? [...made, ...noted] : noted;
  }

  private make(
    schedule: DueSchedule,
    { passedOver, ...assignment }: DefaultAssignment,
    { occurrenceAt, reason }: PlannedRow,
  ): string {
    const why = passedOver === null ? reason : `${reason}; ${passedOver}`;
    const named = { ...orderOf(schedule), workOrderNumber: this.numbers.next().value! };
    const created = newWorkOrder({ ...named, ...assignment, dueAt: occurrenceAt }, this.act, why);
    this.created.push(created);
    this.events.push(...created.events);
    this.audits.push(creationOf(created));
    return created.workOrder.id;
  }
}

function orderOf(schedule: DueSchedule): Omit<NewWorkOrder, 'workOrderNumber'> {
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

function creationOf({ workOrder: { id, title, dueAt, maintenanceScheduleId } }: CreatedWorkOrder): AuditEntry {
  const after = { title, dueAt, maintenanceScheduleId };
  return { action: 'create', resourceType: 'work_order', resourceId: id, after };
}
