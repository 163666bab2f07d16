import type { ProblemDoc } from '#libs/http';

const place: ProblemDoc[] = [
  { status: 422, code: 'equipment.unknown', detail: 'There is no such machine.' },
  { status: 422, code: 'equipment.decommissioned', detail: 'The machine is decommissioned.' },
  { status: 422, code: 'equipment.elsewhere', detail: 'The machine stands in another facility.' },
  { status: 422, code: 'facility.unknown', detail: 'There is no such facility.' },
  { status: 422, code: 'facility.inactive', detail: 'The facility is inactive.' },
];

const assignee: ProblemDoc[] = [
  { status: 422, code: 'user.not_assignable', detail: 'There is no such active user who could do the work.' },
  { status: 422, code: 'team.not_assignable', detail: 'There is no such active team.' },
  { status: 422, code: 'work_order.two_assignees', detail: 'Work goes to a user or to a team, not to both.' },
];

/** Refusals that several operations on work orders share. */
export const workOrderProblems = {
  place,
  assignee,
  invalidTransition: {
    status: 409,
    code: 'work_order.invalid_transition',
    detail: 'The status does not allow it; `possibleTransitions` says what it allows.',
  },
  closed: { status: 409, code: 'work_order.closed', detail: 'The work order is completed, canceled or rejected.' },
} as const;
