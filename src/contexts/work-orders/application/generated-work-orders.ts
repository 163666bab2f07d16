import type { AuditEntry } from '#libs/audit';
import { insertRows, type Statement } from '#libs/database';
import { uuidv7, type DomainEvent } from '#libs/kernel';
import type { PlannedRow } from '../domain/generation.js';
import { workOrderAssigned, workOrderCreated, type WorkOrderFacts } from '../events.js';
import type { DueSchedule } from './maintenance-generation.queries.js';

const workOrderColumns = {
  id: 'uuid',
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

const occurrenceColumns = {
  id: 'uuid',
  schedule_id: 'uuid',
  equipment_id: 'uuid',
  occurrence_at: 'timestamptz',
  status: 'varchar',
  task_id: 'uuid',
  reason: 'text',
  created_at: 'timestamptz',
};

const historyColumns = {
  id: 'uuid',
  task_id: 'uuid',
  action: 'varchar',
  new_value: 'text',
  notes: 'text',
  created_at: 'timestamptz',
};

type Row = Record<string, unknown>;

/** The rows of one batch of generation, gathered per table so that each table is written by one statement. */
export class GeneratedWorkOrders {
  readonly events: DomainEvent[] = [];
  readonly audits: AuditEntry[] = [];
  private readonly workOrders: Row[] = [];
  private readonly occurrences: Row[] = [];
  private readonly history: Row[] = [];

  constructor(
    private readonly schema: string,
    private readonly at: Date,
  ) {}

  get count(): number {
    return this.workOrders.length;
  }

  add(schedule: DueSchedule, rows: readonly PlannedRow[]): void {
    for (const { occurrenceAt, status, reason } of rows) {
      const workOrderId = status === 'generated' ? this.make(schedule, occurrenceAt, reason) : null;
      this.occurrences.push({
        id: uuidv7(),
        schedule_id: schedule.id,
        equipment_id: schedule.equipment_id,
        occurrence_at: occurrenceAt,
        status,
        task_id: workOrderId,
        reason,
        created_at: this.at,
      });
    }
  }

  /** Work orders before what refers to them. */
  statements(): Statement[] {
    const tables = [
      ['tasks', workOrderColumns, this.workOrders],
      ['maintenance_occurrences', occurrenceColumns, this.occurrences],
      ['task_history', historyColumns, this.history],
    ] as const;
    return tables
      .filter(([, , rows]) => rows.length > 0)
      .map(([table, columns, rows]) => insertRows(this.schema, table, columns, rows));
  }

  /** Like WorkOrder.create and assign, for many at once: the same columns, history and events. */
  private make(schedule: DueSchedule, dueAt: Date, reason: string): string {
    const id = uuidv7();
    const title = schedule.task_title ?? schedule.schedule_name;
    const { assignee_id: assigneeId, team_id } = schedule;
    const teamId = assigneeId ? null : team_id;
    const isAssigned = assigneeId !== null || teamId !== null;
    this.workOrders.push({
      id,
      equipment_id: schedule.equipment_id,
      facility_id: schedule.facility_id,
      title,
      description: schedule.task_description,
      task_type: 'maintenance',
      priority: schedule.task_priority,
      status: isAssigned ? 'assigned' : 'new',
      assigned_to: assigneeId,
      assigned_team_id: teamId,
      due_date: dueAt,
      estimated_hours: schedule.estimated_hours,
      maintenance_schedule_id: schedule.id,
      created_at: this.at,
      updated_at: this.at,
    });
    const facts: WorkOrderFacts = {
      title,
      type: 'maintenance',
      priority: schedule.task_priority,
      status: 'new',
      facilityId: schedule.facility_id,
      equipmentId: schedule.equipment_id,
      assigneeId: null,
      teamId: null,
      dueAt: dueAt.toISOString(),
      byId: null,
    };
    this.note(id, 'created', 'new', reason);
    this.events.push(workOrderCreated.create(id, facts));
    if (isAssigned) this.assign(id, { ...facts, status: 'assigned', assigneeId, teamId });
    this.audits.push({
      action: 'create',
      resourceType: 'work_order',
      resourceId: id,
      after: { title, dueAt, maintenanceScheduleId: schedule.id },
    });
    return id;
  }

  private assign(id: string, facts: WorkOrderFacts): void {
    this.note(id, 'assigned', facts.assigneeId ?? facts.teamId, null);
    const moved = { ...facts, from: 'new', reason: null, previousAssigneeId: null, previousTeamId: null };
    this.events.push(workOrderAssigned.create(id, moved));
  }

  private note(workOrderId: string, action: string, newValue: string | null, notes: string | null): void {
    this.history.push({ id: uuidv7(), task_id: workOrderId, action, new_value: newValue, notes, created_at: this.at });
  }
}
