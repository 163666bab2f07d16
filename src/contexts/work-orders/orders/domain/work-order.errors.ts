import { atField, defineRefusal, EXAMPLE_ID, refuse, type DomainError } from '#libs/kernel';
import { workOrderClosed } from '../../../inventory/inventory.refusals.js';
import { commandsFrom, transitionOf, type WorkOrderCommand, type WorkOrderStatus } from './work-order-status.js';

export const transitionRefused = defineRefusal({
  code: 'work_order.invalid_transition',
  kind: 'conflict',
  detail: 'The status does not allow it.',
  meaning: 'The status does not allow it; `possibleTransitions` says what it allows.',
  remedy: 'Read the work order again, and offer what `possibleTransitions` names.',
  members: { currentStatus: 'completed', possibleTransitions: ['reopen'] },
});

export const startBlocked = defineRefusal({
  code: 'work_order.blocked',
  kind: 'conflict',
  detail: 'Open work has to be done first.',
  meaning:
    'Open work orders block this one: `blockedBy` names the first of them that the caller sees, `count` counts all.',
  remedy: 'Do that work first, remove the link, or send `force` with a reason where you may.',
  members: { blockedBy: [{ workOrderId: EXAMPLE_ID, workOrderNumber: 'WO-2026-41' }], count: 1 },
});

export const timesReversed = defineRefusal({
  code: 'work_order.scheduled_after_due',
  kind: 'invalid',
  detail: 'Work cannot be planned for a time after it is due: scheduledAt must not be later than dueAt.',
  remedy: 'Send an earlier scheduledAt or a later dueAt.',
  pointer: '/scheduledAt',
});

export const reasonRequired = defineRefusal({
  code: 'work_order.reason_required',
  kind: 'invalid',
  detail: 'Say why.',
  meaning: 'The transition, or that it is forced, needs a reason.',
  remedy: 'Send a reason that is not empty.',
  pointer: '/reason',
});

export const workPerformedRequired = defineRefusal({
  code: 'work_order.work_performed_required',
  kind: 'invalid',
  detail: 'Say what was done.',
  meaning: 'Completed work has a report of what was done.',
  remedy: 'Send workPerformed, not empty.',
  pointer: '/workPerformed',
});

export function invalidTransition(status: WorkOrderStatus, command: WorkOrderCommand): DomainError {
  return refuse(transitionRefused, {
    detail: `A work order that is ${status} cannot be ${transitionOf(command).past}.`,
    members: { currentStatus: status, possibleTransitions: commandsFrom(status) },
  });
}

export function closedWorkOrder(status: WorkOrderStatus): DomainError {
  const detail = `The work order is ${status} and cannot be changed any more.`;
  return refuse(workOrderClosed, { detail, members: { currentStatus: status } });
}

/** @param field the one to correct */
export function scheduledAfterDue(field: 'scheduledAt' | 'dueAt'): DomainError {
  return refuse(atField(timesReversed, `/${field}`));
}
