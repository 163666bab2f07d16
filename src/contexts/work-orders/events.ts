import { defineEvent, defineInternalEvent, facts, type PayloadOf } from '#libs/kernel';

const id = facts.uuid;
const nullableId = (description: string) => facts.nullable(id(description));
const actor = { byId: nullableId('User who caused it; null for the system') };
const changed = {
  changed: facts.list(facts.text('Name', 'priority'), 'Names of the fields that changed'),
};
const moved = (from: string, reason: string) => ({
  from: facts.text('Status before', from),
  reason: facts.nullable(facts.text('Why, where somebody said so', reason)),
});

const workOrderNumber = facts.optional(facts.text('Number of the work order', 'WO-2026-0117'));

/** The state of a work order at the time of the event. */
const workOrder = {
  workOrderNumber,
  title: facts.text('What is to be done', 'Replace the door belt'),
  type: facts.text('Type: a value of WorkOrderType', 'corrective'),
  priority: facts.text('Priority: a value of Priority', 'high'),
  status: facts.text('Status: a value of WorkOrderStatus', 'assigned'),
  facilityId: id('Facility'),
  equipmentId: nullableId('Machine'),
  assigneeId: nullableId('Who is to do it'),
  teamId: nullableId('Team that is to do it'),
  dueAt: facts.nullable(facts.dateTime('When it has to be done', '2026-11-22T10:00:00.000Z')),
  ...actor,
};
export type WorkOrderFacts = PayloadOf<typeof workOrder>;

const workOrderMove = { ...workOrder, ...moved('in_progress', 'Waits for a part') };
export type WorkOrderMoved = PayloadOf<typeof workOrderMove>;

const previousAssigneeId = nullableId('Who had it before');
const previousTeamId = nullableId('Team that had it before');
const formerAssignment = { previousAssigneeId, previousTeamId };
const assignment = { ...workOrderMove, ...formerAssignment };
const unassignment = {
  ...workOrderMove,
  previousAssigneeId: facts.optional(previousAssigneeId),
  previousTeamId: facts.optional(previousTeamId),
};
const workOrderUpdate = { ...workOrder, ...changed };
export type FormerAssignment = PayloadOf<typeof formerAssignment>;
export type WorkOrderAssigned = PayloadOf<typeof assignment>;
export type WorkOrderUnassigned = PayloadOf<typeof unassignment>;
export type WorkOrderUpdated = PayloadOf<typeof workOrderUpdate>;

const ofWorkOrder = (verb: string, description: string) =>
  defineEvent(`work_order.${verb}`, 'work_order', { description, payload: workOrderMove });

export const workOrderCreated = defineEvent('work_order.created', 'work_order', {
  description: 'A work order was made: by somebody, from a service request, or by a maintenance schedule.',
  payload: workOrder,
});
export const workOrderUpdated = defineEvent('work_order.updated', 'work_order', {
  description: 'Fields of a work order have changed; its status and assignment have events of their own.',
  payload: workOrderUpdate,
});
export const workOrderAssigned = defineEvent('work_order.assigned', 'work_order', {
  description: 'Somebody, or a team, was given a work order.',
  payload: assignment,
});
export const workOrderUnassigned = defineEvent('work_order.unassigned', 'work_order', {
  description: 'A work order was taken from whoever had it.',
  payload: unassignment,
});
export const workOrderStarted = ofWorkOrder('started', 'Work on a work order has begun.');
export const workOrderHeld = ofWorkOrder('held', 'Work on a work order rests.');
export const workOrderResumed = ofWorkOrder('resumed', 'Work on a work order that rested goes on.');
export const workOrderCompleted = ofWorkOrder('completed', 'A work order is done.');
export const workOrderCanceled = ofWorkOrder('canceled', 'A work order was called off.');
export const workOrderRejected = ofWorkOrder('rejected', 'Whoever was given a work order has turned it down.');
export const workOrderReopened = ofWorkOrder('reopened', 'A work order that was completed or canceled is open again.');

export const workOrderDueSoon = defineEvent('work_order.due_soon', 'work_order', {
  description: 'Open work is due within a day. Once for each due time, so again where it was moved.',
  payload: workOrder,
});
export const workOrderOverdue = defineEvent('work_order.overdue', 'work_order', {
  description: 'Open work was due and is not done. Once for each due time, so again where it was moved.',
  payload: workOrder,
});

const helper = {
  workOrderNumber: facts.text('Number of the work order', 'WO-2026-0117'),
  title: facts.text('What is to be done', 'Replace the door belt'),
  userId: id('Who helps'),
  ...actor,
};
export type WorkOrderHelped = PayloadOf<typeof helper>;

export const workOrderHelperAdded = defineEvent('work_order.helper_added', 'work_order', {
  description: 'Somebody is to help whoever a work order is assigned to.',
  payload: helper,
});
export const workOrderHelperRemoved = defineEvent('work_order.helper_removed', 'work_order', {
  description: 'Somebody no longer helps with a work order.',
  payload: helper,
});

const comment = {
  commentId: id('Comment'),
  isInternal: facts.boolean('Whether only staff see it', false),
  byId: id('User who wrote it'),
};
const mention = {
  ...comment,
  userIds: facts.list(id('User'), 'Whom it means: those who were not named before, without whoever wrote it'),
};
export type WorkOrderCommented = PayloadOf<typeof comment>;
export type WorkOrderMentioned = PayloadOf<typeof mention>;

export const workOrderCommented = defineEvent('work_order.commented', 'work_order', {
  description: 'Somebody wrote a comment on a work order.',
  payload: comment,
});
export const workOrderMentioned = defineEvent('work_order.mentioned', 'work_order', {
  description: 'A comment that was written or changed names people.',
  payload: mention,
});

const attachment = { attachmentId: id('Attachment'), isInternal: comment.isInternal, ...actor };
const workOrderAttachment = {
  ...attachment,
  kind: facts.text('What it is: a value of WorkOrderAttachmentKind', 'photo_after'),
};

export const workOrderAttachmentAdded = defineEvent('work_order.attachment_added', 'work_order', {
  description: 'A file was attached to a work order: by somebody, or because it came with the service request.',
  payload: workOrderAttachment,
});
export const workOrderAttachmentRemoved = defineEvent('work_order.attachment_removed', 'work_order', {
  description: 'A file was removed from a work order.',
  payload: workOrderAttachment,
});

const link = {
  linkId: id('Link'),
  type: facts.text(
    'How they belong together, said of the work order of the event: a value of WorkOrderLinkType',
    'blocks',
  ),
  linkedWorkOrderId: id('The other work order'),
  ...actor,
};

export const workOrderLinked = defineEvent('work_order.linked', 'work_order', {
  description: 'A work order was linked to another.',
  payload: link,
});
export const workOrderUnlinked = defineEvent('work_order.unlinked', 'work_order', {
  description: 'A link between two work orders was removed.',
  payload: link,
});

/** The state of a service request at the time of the event. */
const serviceRequest = {
  requestNumber: facts.text('Number of the request', 'SR-1044'),
  title: facts.text('What it is about', 'Door does not close'),
  priority: facts.text('Priority: a value of Priority', 'medium'),
  status: facts.text('Status: a value of ServiceRequestStatus', 'pending'),
  facilityId: nullableId('Facility'),
  equipmentId: nullableId('Machine'),
  requestedById: nullableId('Who made it; null when the system did'),
  workOrderId: nullableId('Work order that it became'),
  ...actor,
};
export type ServiceRequestFacts = PayloadOf<typeof serviceRequest>;

const serviceRequestMove = { ...serviceRequest, ...moved('pending', 'Covered by the contract') };
const serviceRequestUpdate = { ...serviceRequest, ...changed };
const rating = { ...serviceRequest, rating: facts.integer('From 1, bad, to 5', 5) };
export type ServiceRequestMoved = PayloadOf<typeof serviceRequestMove>;
export type ServiceRequestUpdated = PayloadOf<typeof serviceRequestUpdate>;
export type ServiceRequestRated = PayloadOf<typeof rating>;

const ofRequest = (verb: string, description: string) =>
  defineEvent(`service_request.${verb}`, 'service_request', { description, payload: serviceRequestMove });

export const serviceRequestCreated = defineEvent('service_request.created', 'service_request', {
  description: 'A service request was made.',
  payload: serviceRequest,
});
export const serviceRequestUpdated = defineEvent('service_request.updated', 'service_request', {
  description: 'Fields of a service request have changed; its status has events of its own.',
  payload: serviceRequestUpdate,
});
export const serviceRequestApproved = ofRequest('approved', 'A service request was approved.');
export const serviceRequestRejected = ofRequest('rejected', 'A service request was turned down.');
export const serviceRequestConverted = ofRequest('converted', 'A service request became a work order.');
export const serviceRequestReopened = ofRequest(
  'reopened',
  'The requester says that the completed work is not right; the work order is reopened with it.',
);
export const serviceRequestRated = defineEvent('service_request.rated', 'service_request', {
  description: 'The requester has rated the work.',
  payload: rating,
});

const message = {
  messageId: id('Message'),
  isInternal: facts.boolean('Whether it is a note that only staff see', false),
  byId: id('User who wrote it'),
};
export type ServiceRequestMessagePosted = PayloadOf<typeof message>;

export const serviceRequestMessagePosted = defineEvent('service_request.message_posted', 'service_request', {
  description: 'Somebody wrote a message on a service request.',
  payload: message,
});

export const serviceRequestAttachmentAdded = defineEvent('service_request.attachment_added', 'service_request', {
  description: 'A file was attached to a service request.',
  payload: attachment,
});
export const serviceRequestAttachmentRemoved = defineEvent('service_request.attachment_removed', 'service_request', {
  description: 'A file was removed from a service request; a work order that was made of it keeps it.',
  payload: attachment,
});

const visit = {
  workOrderId: id('Work order'),
  technicianId: id('Technician'),
  arrivedAt: facts.dateTime('When the technician arrived', '2026-11-22T08:00:00.000Z'),
};
const forgottenDeparture = {
  ...visit,
  workOrderNumber,
  title: facts.text('Title of the work order', 'Replace the door belt'),
  departedAt: facts.dateTime('When the visit was ended', '2026-11-22T20:00:00.000Z'),
};
export type WorkLogFacts = PayloadOf<typeof visit>;
export type DepartureForgotten = PayloadOf<typeof forgottenDeparture>;

export const workLogArrived = defineEvent('work_log.arrived', 'work_log', {
  description: 'A technician has arrived to work on a work order.',
  payload: visit,
});
export const departureForgotten = defineEvent('work_log.departure_forgotten', 'work_log', {
  description: 'Nobody departed, and the visit ended by itself.',
  payload: forgottenDeparture,
});

export interface MaintenanceScheduleChanged {
  readonly equipmentId: string;
  /** When the schedule has to be planned next; RFC 3339, UTC; null for never. */
  readonly wakeAt: string | null;
}

/** Wakes the planning, also after each run of it: of no use to anybody else. */
export const maintenanceScheduleChanged = defineInternalEvent<MaintenanceScheduleChanged>(
  'maintenance_schedule.changed',
  'maintenance_schedule',
);
