import { defineEvent } from '#libs/kernel';

/** What a work order was when the event happened. */
export interface WorkOrderFacts {
  readonly title: string;
  readonly type: string;
  readonly priority: string;
  readonly status: string;
  readonly facilityId: string;
  readonly equipmentId: string | null;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  /** RFC 3339, UTC */
  readonly dueAt: string | null;
  /** The user who did it; null when the system did. */
  readonly byId: string | null;
}

export interface WorkOrderMoved extends WorkOrderFacts {
  /** The status before. */
  readonly from: string;
  readonly reason: string | null;
}

/** Who had the work before. */
export interface FormerHands {
  readonly previousAssigneeId: string | null;
  readonly previousTeamId: string | null;
}

export type WorkOrderAssigned = WorkOrderMoved & FormerHands;
/** Releases before told of nobody. */
export type WorkOrderUnassigned = WorkOrderMoved & Partial<FormerHands>;

export interface WorkOrderUpdated extends WorkOrderFacts {
  /** Names of the fields that changed. */
  readonly changed: readonly string[];
}

const moved = (verb: string) => defineEvent<WorkOrderMoved>(`work_order.${verb}`, 'work_order');

export const workOrderCreated = defineEvent<WorkOrderFacts>('work_order.created', 'work_order');
export const workOrderUpdated = defineEvent<WorkOrderUpdated>('work_order.updated', 'work_order');
export const workOrderAssigned = defineEvent<WorkOrderAssigned>('work_order.assigned', 'work_order');
export const workOrderUnassigned = defineEvent<WorkOrderUnassigned>('work_order.unassigned', 'work_order');
export const workOrderStarted = moved('started');
export const workOrderHeld = moved('held');
export const workOrderResumed = moved('resumed');
export const workOrderCompleted = moved('completed');
export const workOrderCanceled = moved('canceled');
export const workOrderRejected = moved('rejected');
export const workOrderReopened = moved('reopened');

export interface MaintenanceScheduleChanged {
  readonly equipmentId: string;
  /** When the generation has to look at the schedule again; RFC 3339, UTC; null for never. */
  readonly wakeAt: string | null;
}

export const maintenanceScheduleChanged = defineEvent<MaintenanceScheduleChanged>(
  'maintenance_schedule.changed',
  'maintenance_schedule',
);
