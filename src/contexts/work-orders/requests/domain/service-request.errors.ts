import { defineRefusal, refuse, type DomainError } from '#libs/kernel';
import {
  commandsFrom,
  transitionOf,
  type ServiceRequestCommand,
  type ServiceRequestStatus,
} from './service-request-status.js';

export const requestTransitionRefused = defineRefusal({
  code: 'service_request.invalid_transition',
  kind: 'conflict',
  detail: 'The status does not allow it.',
  meaning: 'The status does not allow it; `possibleTransitions` says what it allows.',
  remedy: 'Read the service request again, and offer what `possibleTransitions` names.',
  members: { currentStatus: 'pending', possibleTransitions: ['approve', 'reject'] },
});

export const alreadyConverted = defineRefusal({
  code: 'service_request.already_converted',
  kind: 'conflict',
  detail: 'The service request has become a work order already.',
  meaning: 'A service request is converted once; `workOrderId` is what it became.',
  remedy: 'Go on with the work order that `workOrderId` names.',
  members: { workOrderId: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111' },
});

export const requestNotPending = defineRefusal({
  code: 'service_request.not_pending',
  kind: 'conflict',
  detail: 'The service request cannot be changed any more.',
  meaning: 'The service request has been approved, rejected or converted.',
  remedy: 'Change the work order that it became, or make another request.',
  members: { currentStatus: 'approved' },
});

export const rejectionReasonRequired = defineRefusal({
  code: 'service_request.reason_required',
  kind: 'invalid',
  detail: 'Say why.',
  meaning: 'Whoever made a request learns why it is rejected.',
  remedy: 'Send a reason that is not empty.',
  pointer: '/reason',
});

export function invalidRequestTransition(status: ServiceRequestStatus, command: ServiceRequestCommand): DomainError {
  return refuse(requestTransitionRefused, {
    detail: `A service request that is ${status} cannot be ${transitionOf(command).past}.`,
    members: { currentStatus: status, possibleTransitions: commandsFrom(status) },
  });
}

export function notPending(status: ServiceRequestStatus): DomainError {
  const detail = `The service request is ${status} and cannot be changed any more.`;
  return refuse(requestNotPending, { detail, members: { currentStatus: status } });
}
