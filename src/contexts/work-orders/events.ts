import { defineEvent } from '#libs/kernel';

/** The state of a work order at the time of the event. */
export interface WorkOrderFacts {
  /** For people. Events of earlier releases lack it. */
  readonly workOrderNumber?: string;
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
  /** The user who caused the event; null for the system. */
  readonly byId: string | null;
}

export interface WorkOrderMoved extends WorkOrderFacts {
  /** The status before. */
  readonly from: string;
  readonly reason: string | null;
}

/** The assignment before the event. */
export interface FormerAssignment {
  readonly previousAssigneeId: string | null;
  readonly previousTeamId: string | null;
}

export type WorkOrderAssigned = WorkOrderMoved & FormerAssignment;
/** Events of earlier releases lack the former assignment. */
export type WorkOrderUnassigned = WorkOrderMoved & Partial<FormerAssignment>;

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

export interface WorkOrderCommented {
  readonly commentId: string;
  /** For staff alone. */
  readonly isInternal: boolean;
  readonly byId: string;
}

export interface WorkOrderMentioned extends WorkOrderCommented {
  /** Whom a comment means that was written or changed: those who were not named before, without whoever wrote it. */
  readonly userIds: readonly string[];
}

export const workOrderCommented = defineEvent<WorkOrderCommented>('work_order.commented', 'work_order');
export const workOrderMentioned = defineEvent<WorkOrderMentioned>('work_order.mentioned', 'work_order');

export interface WorkOrderLinkFacts {
  readonly linkId: string;
  /** follow_up_of, blocks, duplicates: said of the work order that has the event. */
  readonly type: string;
  readonly linkedWorkOrderId: string;
  readonly byId: string | null;
}

export const workOrderLinked = defineEvent<WorkOrderLinkFacts>('work_order.linked', 'work_order');
export const workOrderUnlinked = defineEvent<WorkOrderLinkFacts>('work_order.unlinked', 'work_order');

/** The state of a service request at the time of the event. */
export interface ServiceRequestFacts {
  readonly requestNumber: string;
  readonly title: string;
  readonly priority: string;
  readonly status: string;
  readonly facilityId: string | null;
  readonly equipmentId: string | null;
  /** Who made it; null when the system did. */
  readonly requestedById: string | null;
  /** What it became. */
  readonly workOrderId: string | null;
  /** The user who caused the event; null for the system. */
  readonly byId: string | null;
}

export interface ServiceRequestMoved extends ServiceRequestFacts {
  /** The status before. */
  readonly from: string;
  readonly reason: string | null;
}

export interface ServiceRequestUpdated extends ServiceRequestFacts {
  /** Names of the fields that changed. */
  readonly changed: readonly string[];
}

const ofRequest = <Facts extends ServiceRequestFacts>(verb: string) =>
  defineEvent<Facts>(`service_request.${verb}`, 'service_request');

export const serviceRequestCreated = ofRequest<ServiceRequestFacts>('created');
export const serviceRequestUpdated = ofRequest<ServiceRequestUpdated>('updated');
export const serviceRequestApproved = ofRequest<ServiceRequestMoved>('approved');
export const serviceRequestRejected = ofRequest<ServiceRequestMoved>('rejected');
export const serviceRequestConverted = ofRequest<ServiceRequestMoved>('converted');

/** Its requester says that the completed work is not right; the work order is reopened with it. */
export const serviceRequestReopened = ofRequest<ServiceRequestMoved>('reopened');

export interface ServiceRequestRated extends ServiceRequestFacts {
  /** From 1, bad, to 5. */
  readonly rating: number;
}

export const serviceRequestRated = ofRequest<ServiceRequestRated>('rated');

export interface ServiceRequestMessagePosted {
  readonly messageId: string;
  /** A note that only staff see. */
  readonly isInternal: boolean;
  readonly byId: string;
}

export const serviceRequestMessagePosted = defineEvent<ServiceRequestMessagePosted>(
  'service_request.message_posted',
  'service_request',
);

export interface WorkLogFacts {
  readonly workOrderId: string;
  readonly technicianId: string;
  /** RFC 3339, UTC */
  readonly arrivedAt: string;
}

/** Nobody departed, and the visit ended by itself. */
export interface DepartureForgotten extends WorkLogFacts {
  /** Of the work order. Events of earlier releases lack its number. */
  readonly workOrderNumber?: string;
  readonly title: string;
  readonly departedAt: string;
}

export const workLogArrived = defineEvent<WorkLogFacts>('work_log.arrived', 'work_log');
export const departureForgotten = defineEvent<DepartureForgotten>('work_log.departure_forgotten', 'work_log');

export interface MaintenanceScheduleChanged {
  readonly equipmentId: string;
  /** When the schedule has to be planned next; RFC 3339, UTC; null for never. */
  readonly wakeAt: string | null;
}

export const maintenanceScheduleChanged = defineEvent<MaintenanceScheduleChanged>(
  'maintenance_schedule.changed',
  'maintenance_schedule',
);
