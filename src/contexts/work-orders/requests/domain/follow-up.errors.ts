import { defineRefusal } from '#libs/kernel';

export const workNotCompleted = defineRefusal({
  code: 'service_request.work_not_completed',
  kind: 'conflict',
  detail: 'The work that was asked for is not completed.',
  meaning: 'Only of completed work can one say that it is not right, or how it was.',
  remedy: 'Wait until `work.status` is `completed`.',
  members: { currentStatus: 'in_progress' },
});

export const reopenedTooLate = defineRefusal({
  code: 'service_request.reopen_too_late',
  kind: 'conflict',
  detail: 'The work was completed too long ago.',
  meaning: 'Work is taken up again for the same request within 14 days of its completion.',
  remedy: 'Make another request, and name this one in its description.',
  members: { reopenableUntil: '2026-12-06T10:00:00.000Z' },
});

export const ratingFinal = defineRefusal({
  code: 'service_request.rating_final',
  kind: 'conflict',
  detail: 'The rating can no longer be changed.',
  meaning: 'A rating is changed within 7 days; afterwards it stays.',
  remedy: 'Write a message about the request.',
  members: { changeableUntil: '2026-11-29T10:00:00.000Z' },
});

export const notTheRequester = defineRefusal({
  code: 'service_request.not_requester',
  kind: 'forbidden',
  detail: 'Only whoever made the request can rate the work.',
  remedy: 'Ask the requester to rate it.',
});
