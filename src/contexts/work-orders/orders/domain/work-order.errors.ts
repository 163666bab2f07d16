import { DomainError, invalidField } from '#libs/kernel';
import { commandsFrom, transitionOf, type WorkOrderCommand, type WorkOrderStatus } from './work-order-status.js';

export function invalidTransition(status: WorkOrderStatus, command: WorkOrderCommand): DomainError {
  const { past } = transitionOf(command);
  return new DomainError(
    'work_order.invalid_transition',
    'conflict',
    `A work order that is ${status} cannot be ${past}.`,
    {
      members: { currentStatus: status, possibleTransitions: commandsFrom(status) },
    },
  );
}

export function closedWorkOrder(status: WorkOrderStatus): DomainError {
  return new DomainError(
    'work_order.closed',
    'conflict',
    `The work order is ${status} and cannot be changed any more.`,
    {
      members: { currentStatus: status },
    },
  );
}

/** @param field the one to correct */
export function scheduledAfterDue(field: 'scheduledAt' | 'dueAt'): DomainError {
  const detail = 'Work cannot be planned for a time after it is due: scheduledAt must not be later than dueAt.';
  return invalidField(`/${field}`, 'work_order.scheduled_after_due', detail);
}

export function reasonRequired(): DomainError {
  return invalidField('/reason', 'work_order.reason_required', 'Say why.');
}

export function workPerformedRequired(): DomainError {
  return invalidField('/workPerformed', 'work_order.work_performed_required', 'Say what was done.');
}
