import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const openElsewhere = defineRefusal({
  code: 'work_log.open_elsewhere',
  kind: 'conflict',
  detail: 'The technician has not departed from another work order yet.',
  meaning: 'The technician has an open log at another work order; `workLogId` and `workOrderId` name both.',
  remedy: 'Depart there first, or send `closeOpen: true`, which ends that visit when this one begins.',
  members: { workLogId: EXAMPLE_ID, workOrderId: EXAMPLE_ID },
});

export const alreadyArrived = defineRefusal({
  code: 'work_log.already_arrived',
  kind: 'conflict',
  detail: 'The technician has arrived at this work order and not departed yet.',
  meaning: 'The technician has an open log at this very work order; `workLogId` names it.',
  remedy: 'Go on with the open log; depart from it when the visit is over.',
  members: { workLogId: EXAMPLE_ID },
});

export const alreadyDeparted = defineRefusal({
  code: 'work_log.already_departed',
  kind: 'conflict',
  detail: 'The visit has ended.',
  remedy: 'Read the work log again; a manager can correct it.',
});

export const stillOpen = defineRefusal({
  code: 'work_log.still_open',
  kind: 'conflict',
  detail: 'The visit has not ended, so there is no departure to correct.',
  remedy: 'Depart first.',
});

export const overlappingVisit = defineRefusal({
  code: 'work_log.overlaps',
  kind: 'conflict',
  detail: 'The technician was at another work order at that time.',
  meaning: 'Another log of the technician covers a part of that time; `workLogId` names it.',
  remedy: 'Send times that do not overlap, or have the other log corrected.',
  members: { workLogId: EXAMPLE_ID },
});

export const timeInFuture = defineRefusal({
  code: 'work_log.in_future',
  kind: 'invalid',
  detail: 'Arrivals and departures cannot be later than now.',
  remedy: 'Send a time that has passed, or none for now.',
  pointer: '/arrivedAt',
});

export const departsBeforeArrival = defineRefusal({
  code: 'work_log.departs_before_arrival',
  kind: 'invalid',
  detail: 'The departure is earlier than the arrival.',
  remedy: 'Send a departure that is not earlier than the arrival.',
  pointer: '/departedAt',
});

export const visitTooLong = defineRefusal({
  code: 'work_log.too_long',
  kind: 'invalid',
  detail: 'A visit takes 24 hours at most.',
  remedy: 'Send times that are at most 24 hours apart; an arrival is at most 24 hours ago.',
  pointer: '/departedAt',
});

export const breakTooLong = defineRefusal({
  code: 'work_log.break_too_long',
  kind: 'invalid',
  detail: 'The break is longer than the visit.',
  remedy: 'Send fewer minutes of break.',
  pointer: '/breakMinutes',
});

export const lateEntryReasonRequired = defineRefusal({
  code: 'work_log.reason_required',
  kind: 'invalid',
  detail: 'Say why the time is entered only now.',
  meaning: 'A time of more than five minutes ago needs a reason.',
  remedy: 'Send a reason, or no time for now.',
  pointer: '/reason',
});

export const incompleteVisitPosition = defineRefusal({
  code: 'work_log.incomplete_position',
  kind: 'invalid',
  detail: 'A position needs both latitude and longitude.',
  remedy: 'Send both of them or neither.',
  pointer: '/longitude',
});
