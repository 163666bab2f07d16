import { partLowOnStock } from '#contexts/inventory';
import { planLimitApproached } from '#contexts/tenancy';
import {
  departureForgotten,
  serviceRequestApproved,
  serviceRequestConverted,
  serviceRequestMessagePosted,
  serviceRequestRejected,
  workOrderAssigned,
  workOrderCanceled,
  workOrderCommented,
  workOrderCompleted,
  workOrderDueSoon,
  workOrderHeld,
  workOrderHelperAdded,
  workOrderMentioned,
  workOrderOverdue,
  workOrderRejected,
  workOrderReopened,
  workOrderResumed,
  workOrderStarted,
  workOrderUnassigned,
  type WorkOrderMoved,
} from '#contexts/work-orders';
import type { EventType } from '#libs/kernel';
import { limitNearText, lowStockText, webhookDisabledText, type DisabledWebhook } from './account-texts.js';
import { notificationType, type NotificationType } from './notification-type.js';
import { requestedWorkTexts, requestTexts } from './request-texts.js';
import {
  assignedText,
  commentedText,
  departureForgottenText,
  dueSoonText,
  helpingText,
  mentionedText,
  overdueText,
  statusChangedText,
  unassignedText,
} from './work-order-texts.js';

const listed = ['in_app'] as const;
const listedAndMailed = ['in_app', 'email'] as const;

const REQUESTER = 'who made the request';

const requestedWork = (outcome: keyof typeof requestedWorkTexts, event: EventType<WorkOrderMoved>, says: string) =>
  notificationType(`requested_work_${outcome}`, {
    says,
    whom: 'who made a request that has led to the work',
    channels: listedAndMailed,
    on: [event],
    find: ({ requests }, about) => requests.requestersOf(about),
    texts: requestedWorkTexts[outcome],
  });

export const webhookDisabled = notificationType<never, DisabledWebhook>('webhook_disabled', {
  says: 'A webhook was disabled because nothing arrives there.',
  whom: 'who may change webhooks',
  channels: listed,
  on: [],
  find: () => [],
  texts: webhookDisabledText,
});

/**
 * Who is told of what. Nobody is told of their own acts, nor twice of one event: of several rows that concern somebody the first counts.
 */
export const notificationTypes: readonly NotificationType[] = [
  notificationType('task_assigned', {
    says: 'Work was assigned to you or to your team.',
    whom: 'who has the work now, directly or through their team',
    channels: listedAndMailed,
    on: [workOrderAssigned],
    find: ({ workOrders }, event) => workOrders.holders(event),
    texts: assignedText,
  }),
  notificationType('task_unassigned', {
    says: 'Work was taken from you or from your team.',
    whom: 'who had the work, and does not have it any more',
    channels: listed,
    on: [workOrderAssigned, workOrderUnassigned],
    find: ({ workOrders }, event) => workOrders.formerHolders(event),
    texts: unassignedText,
  }),
  notificationType('task_helper', {
    says: 'You are to help with work that somebody else has.',
    whom: 'who is to help',
    channels: listedAndMailed,
    on: [workOrderHelperAdded],
    find: ({ workOrders }, event) => workOrders.helper(event),
    texts: helpingText,
  }),
  notificationType('task_due_soon', {
    says: 'Work that you have is due within a day.',
    whom: 'who has the work, directly or through their team',
    channels: listedAndMailed,
    on: [workOrderDueSoon],
    find: ({ workOrders }, event) => workOrders.holders(event),
    texts: dueSoonText,
  }),
  notificationType('task_overdue', {
    says: 'Work was due and is not done.',
    whom: 'who has the work, administrators and managers',
    channels: listedAndMailed,
    on: [workOrderOverdue],
    find: ({ workOrders }, event) => workOrders.holdersAndLeaders(event),
    texts: overdueText,
  }),
  notificationType('task_mentioned', {
    says: 'A comment on a work order names you.',
    whom: 'whom the comment names, as far as they may read it',
    channels: listedAndMailed,
    on: [workOrderMentioned],
    find: ({ workOrders }, event) => workOrders.mentioned(event),
    texts: mentionedText,
  }),
  notificationType('task_commented', {
    says: 'Somebody commented on work that you have or have made.',
    whom: 'who has the work and who made it, as far as they may read the comment and it does not name them',
    channels: listed,
    on: [workOrderCommented],
    find: ({ workOrders }, event) => workOrders.commented(event),
    texts: commentedText,
  }),
  notificationType('service_request_approved', {
    says: 'What you asked for was approved.',
    whom: REQUESTER,
    channels: listedAndMailed,
    on: [serviceRequestApproved],
    find: ({ requests }, event) => requests.requester(event),
    texts: requestTexts.approved,
  }),
  notificationType('service_request_rejected', {
    says: 'What you asked for will not be done.',
    whom: REQUESTER,
    channels: listedAndMailed,
    on: [serviceRequestRejected],
    find: ({ requests }, event) => requests.requester(event),
    texts: requestTexts.rejected,
  }),
  notificationType('service_request_converted', {
    says: 'What you asked for became a work order.',
    whom: REQUESTER,
    channels: listedAndMailed,
    on: [serviceRequestConverted],
    find: ({ requests }, event) => requests.requester(event),
    texts: requestTexts.converted,
  }),
  notificationType('service_request_message_posted', {
    says: 'Somebody wrote to you about a service request.',
    whom: 'the requester of what staff write, and staff who take part of what the requester writes; nobody of internal notes',
    channels: listedAndMailed,
    on: [serviceRequestMessagePosted],
    find: ({ requests }, event) => requests.otherSide(event),
    texts: requestTexts.messagePosted,
  }),
  requestedWork('completed', workOrderCompleted, 'What you asked for is done.'),
  requestedWork('canceled', workOrderCanceled, 'The work that you asked for was called off.'),
  requestedWork('rejected', workOrderRejected, 'The work that you asked for was turned down.'),
  requestedWork('reopened', workOrderReopened, 'The work that you asked for is taken up again.'),
  notificationType('task_status_changed', {
    says: 'Work that you have or have made began, rests, goes on, or is over.',
    whom: 'who has the work and who made it, as far as they may read it',
    channels: listed,
    on: [
      workOrderStarted,
      workOrderHeld,
      workOrderResumed,
      workOrderCompleted,
      workOrderCanceled,
      workOrderRejected,
      workOrderReopened,
    ],
    find: ({ workOrders }, event) => workOrders.participants(event),
    texts: statusChangedText,
  }),
  notificationType('departure_forgotten', {
    says: 'Nobody departed from a visit, and it ended by itself.',
    whom: 'the technician, administrators and managers',
    channels: listedAndMailed,
    on: [departureForgotten],
    find: ({ workOrders }, event) => workOrders.visitorAndLeaders(event),
    texts: departureForgottenText,
  }),
  notificationType('stock_low', {
    says: 'A part has fallen to its reorder level.',
    whom: 'who may receive parts',
    channels: listedAndMailed,
    on: [partLowOnStock],
    find: ({ account }, event) => account.buyers(event),
    texts: lowStockText,
  }),
  notificationType('plan_limit_near', {
    says: 'Use has risen to 80 or 100 per cent of what the plan allows.',
    whom: 'who may change the account',
    channels: listedAndMailed,
    on: [planLimitApproached],
    find: ({ account }, event) => account.administrators(event),
    texts: limitNearText,
  }),
  webhookDisabled,
];

/** The types of events that somebody is told of. */
export const toldEvents: readonly string[] = [
  ...new Set(notificationTypes.flatMap(({ on }) => on.map(({ type }) => type))),
];

export function typesOn(event: string): readonly NotificationType[] {
  return notificationTypes.filter(({ on }) => on.some(({ type }) => type === event));
}
