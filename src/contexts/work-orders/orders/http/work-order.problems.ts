import type { ProblemDoc } from '#libs/http';
import { teamNotAssignable, twoAssignees, userNotAssignable } from '../domain/assignment.errors.js';

const place: ProblemDoc[] = [
  { status: 422, code: 'equipment.unknown', detail: 'There is no such machine.', pointer: '/equipmentId' },
  { status: 422, code: 'equipment.decommissioned', detail: 'The machine is decommissioned.', pointer: '/equipmentId' },
  {
    status: 422,
    code: 'equipment.elsewhere',
    detail: 'The machine stands in another facility.',
    pointer: '/facilityId',
  },
  { status: 422, code: 'facility.unknown', detail: 'There is no such facility.', pointer: '/facilityId' },
  { status: 422, code: 'facility.inactive', detail: 'The facility is inactive.', pointer: '/facilityId' },
];

const assignee = [userNotAssignable, teamNotAssignable, twoAssignees];

const times: ProblemDoc[] = [
  {
    status: 422,
    code: 'work_order.scheduled_after_due',
    detail: 'Work cannot be planned for a time after it is due: scheduledAt must not be later than dueAt.',
    pointer: '/scheduledAt',
  },
];

/** Refusals that several operations on work orders share. */
export const workOrderProblems = {
  place,
  assignee,
  times,
  invalidTransition: {
    status: 409,
    code: 'work_order.invalid_transition',
    detail: 'The status does not allow it; `possibleTransitions` says what it allows.',
    members: { currentStatus: 'completed', possibleTransitions: ['reopen'] },
  },
  closed: {
    status: 409,
    code: 'work_order.closed',
    detail: 'The work order is completed, canceled or rejected.',
    members: { currentStatus: 'completed' },
  },
} as const;
