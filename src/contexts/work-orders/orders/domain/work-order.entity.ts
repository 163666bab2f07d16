import { defineEntity, type InferEntity } from '@mikro-orm/core';
import { declareConstraint } from '#libs/columns';
import { recordEvent, refuse } from '#libs/kernel';
import { workOrderUpdated, type FormerAssignment } from '../../events.js';
import { actualHours } from './actual-hours.js';
import type { Assignment } from './assignment.js';
import { reassign } from './reassignment.js';
import { newWorkOrder, type NewWorkOrder } from './new-work-order.js';
import { assertTimesInOrder } from './planned-times.js';
import { workOrderColumns, type workOrderDetails } from './work-order-columns.js';
import { editHistory } from './work-order-edit.js';
import { factsOf } from './work-order-facts.js';
import { noteHistory, type Act, type HistoryFacts } from './work-order-history-entry.entity.js';
import { moveEvents, type MoveCommand } from './work-order-move-events.js';
import { inStoredOrder } from './custom-values.js';
import { momentOf, type StatedTime } from './stated-time.js';
import { alreadyBegun } from './stated-time.errors.js';
import { isOpen, transitionOf, type WorkOrderCommand } from './work-order-status.js';
import { unknownEquipment, unknownFacility } from '../../../assets/assets.refusals.js';
import { teamNotAssignable, userNotAssignable } from './assignment.errors.js';
import { closedWorkOrder, invalidTransition, reasonRequired, workPerformedRequired } from './work-order.errors.js';

export const WorkOrderSchema = defineEntity({
  name: 'WorkOrder',
  tableName: 'tasks',
  schema: '*',
  properties: workOrderColumns,
});

export type WorkOrderDetails = Pick<InferEntity<typeof WorkOrderSchema>, keyof typeof workOrderDetails>;

export interface Completion {
  readonly workPerformed: string;
  readonly partsNote?: string | null | undefined;
  /** Overrides the sum of the work logs. */
  readonly actualHours?: number | undefined;
  /** Minutes of the closed work logs; null when there are none. */
  readonly loggedMinutes: number | null;
  /** When it was done, where that was earlier. */
  readonly stated?: StatedTime;
}

/** Work to be done at a place; see work-order-status.ts for its transitions. Every change adds history and an event. */
export class WorkOrder extends WorkOrderSchema.class {
  static create(given: NewWorkOrder, act: Act): WorkOrder {
    const { workOrder: state, history, events } = newWorkOrder(given, act);
    const workOrder = Object.assign(new WorkOrder(), state);
    for (const line of history) noteHistory(workOrder, act, line);
    for (const event of events) recordEvent(workOrder, event);
    return workOrder;
  }

  /** @throws DomainError `work_order.closed` after it has ended; 422 when it is scheduled for a time after it is due */
  edit(given: Partial<WorkOrderDetails>, act: Act): void {
    if (!isOpen(this.status)) throw closedWorkOrder(this.status);
    const { customFields } = given;
    const changes = customFields ? { ...given, customFields: inStoredOrder(customFields) } : given;
    const lines = editHistory(this, changes);
    if (lines.size === 0) return;
    const { scheduledAt, dueAt } = this;
    assertTimesInOrder({ scheduledAt, dueAt, ...changes }, (field) => lines.has(field));
    Object.assign(this, changes);
    for (const line of lines.values()) noteHistory(this, act, line);
    recordEvent(this, workOrderUpdated.create(this.id, { ...factsOf(this, act), changed: [...lines.keys()] }));
  }

  /**
   * Also reassigns work that is assigned already or on hold; for the same assignee it changes nothing. The caller has checked that the
   * assignee is active.
   */
  assign({ assigneeId, teamId }: Assignment, act: Act): void {
    const { assigneeId: previousAssigneeId = null, teamId: previousTeamId = null } = this;
    const hasIt = assigneeId === previousAssigneeId && teamId === previousTeamId;
    if (this.status === 'assigned' && hasIt) return;
    this.mustAllow('assign');
    const { changes, line, event } = reassign(this, { assigneeId, teamId }, act);
    Object.assign(this, changes);
    noteHistory(this, act, line);
    recordEvent(this, event);
  }

  unassign(act: Act): void {
    const { assigneeId: previousAssigneeId = null, teamId: previousTeamId = null } = this;
    this.move('unassign', act, { assigneeId: null, teamId: null }, null, { previousAssigneeId, previousTeamId });
  }

  /** @throws DomainError 409 when a time is stated and work had begun before, 422 for a time that cannot be */
  start(act: Act, stated: StatedTime = {}): void {
    this.mustAllow('start');
    if (!this.startedAt) return this.startAt(stated, act);
    if (stated.at) throw refuse(alreadyBegun, { members: { startedAt: this.startedAt.toISOString() } });
    this.move('start', act, {});
  }

  /** @throws DomainError 422 without a reason */
  noteForcedStart(blockerIds: readonly string[], reason: string | undefined, act: Act): void {
    if (!reason?.trim()) throw refuse(reasonRequired);
    noteHistory(this, act, { action: 'start_forced', newValue: blockerIds.join(', '), notes: reason });
  }

  hold(reason: string, act: Act): void {
    this.move('hold', act, {}, reason);
  }

  resume(act: Act): void {
    this.move('resume', act, { startedAt: this.startedAt ?? act.at });
  }

  complete({ workPerformed, partsNote = this.partsNote, stated = {}, ...hours }: Completion, act: Act): void {
    if (workPerformed.trim() === '') throw refuse(workPerformedRequired);
    this.mustAllow('complete');
    const { at, recordedAt } = momentOf(stated, this.startedAt ?? this.createdAt, act.at, 'completedAt');
    const done = {
      workPerformed,
      partsNote,
      completedAt: at,
      completionRecordedAt: recordedAt,
      actualHours: actualHours(hours.actualHours, hours.loggedMinutes),
      actualHoursGiven: hours.actualHours !== undefined,
    };
    this.move('complete', act, done);
    if (recordedAt) noteHistory(this, act, backdating('completion_backdated', at, stated));
  }

  cancel(reason: string, act: Act): void {
    this.move('cancel', act, {}, reason);
  }

  reject(reason: string, act: Act): void {
    this.move('reject', act, {}, reason);
  }

  /** Clears the actual hours, which are computed again at the next completion. */
  reopen(reason: string, act: Act): void {
    const completion = { completedAt: null, completionRecordedAt: null, actualHours: null, actualHoursGiven: null };
    this.move('reopen', act, completion, reason);
  }

  /** After a correction of the work logs: completed work takes their hours, unless hours were given by hand. */
  recountHours(loggedMinutes: number | null, act: Act): void {
    if (this.status !== 'completed' || this.actualHoursGiven) return;
    const changes = { actualHours: actualHours(undefined, loggedMinutes) };
    const lines = editHistory(this, changes);
    if (lines.size === 0) return;
    Object.assign(this, changes);
    for (const line of lines.values()) noteHistory(this, act, line);
    recordEvent(this, workOrderUpdated.create(this.id, { ...factsOf(this, act), changed: [...lines.keys()] }));
  }

  isOverdue(now: Date): boolean {
    return isOpen(this.status) && !!this.dueAt && this.dueAt < now;
  }

  private startAt(stated: StatedTime, act: Act): void {
    const { at, recordedAt } = momentOf(stated, this.createdAt, act.at, 'startedAt');
    this.move('start', act, { startedAt: at, startRecordedAt: recordedAt });
    if (recordedAt) noteHistory(this, act, backdating('start_backdated', at, stated));
  }

  private move(
    command: MoveCommand,
    act: Act,
    changes: Partial<WorkOrder>,
    reason: string | null = null,
    facts: Partial<FormerAssignment> = {},
  ): void {
    const from = this.status;
    const { needsReason, past, to } = transitionOf(command);
    if (needsReason && !reason?.trim()) throw refuse(reasonRequired);
    this.mustAllow(command);
    Object.assign(this, changes, { status: to, statusReason: reason });
    noteHistory(this, act, { action: past, oldValue: from, newValue: this.status, notes: reason });
    recordEvent(this, moveEvents[command].create(this.id, { ...factsOf(this, act), ...facts, from, reason }));
  }

  private mustAllow(command: WorkOrderCommand): void {
    if (!transitionOf(command).from.includes(this.status)) throw invalidTransition(this.status, command);
  }
}
WorkOrderSchema.setClass(WorkOrder);

function backdating(action: string, at: Date, { reason = null }: { readonly reason?: string | null }): HistoryFacts {
  return { action, newValue: at.toISOString(), notes: reason };
}

declareConstraint({
  constraint: 'tasks_equipment_id_fkey',
  property: 'equipmentId',
  refusal: unknownEquipment,
});
declareConstraint({
  constraint: 'tasks_assigned_to_fkey',
  property: 'assigneeId',
  refusal: userNotAssignable,
});
declareConstraint({
  constraint: 'tasks_assigned_team_id_fkey',
  property: 'teamId',
  refusal: teamNotAssignable,
});
declareConstraint({
  constraint: 'tasks_facility_id_fkey',
  property: 'facilityId',
  refusal: unknownFacility,
});
