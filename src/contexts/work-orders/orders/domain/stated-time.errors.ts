import { defineRefusal } from '#libs/kernel';

export const statedInFuture = defineRefusal({
  code: 'work_order.time_in_future',
  kind: 'invalid',
  detail: 'Work cannot begin or end later than now.',
  remedy: 'Send a time that has passed, or none for now.',
  pointer: '/startedAt',
});

export const statedTooEarly = defineRefusal({
  code: 'work_order.time_too_early',
  kind: 'invalid',
  detail: 'Work begins after the work order was created, and ends after it has begun.',
  meaning:
    'The time lies before the work order was created, or before its start; `earliest` is the first possible one.',
  remedy: 'Send a time that is not before `earliest`.',
  pointer: '/startedAt',
  members: { earliest: '2026-11-22T10:00:00.000Z' },
});

export const backdatingReasonRequired = defineRefusal({
  code: 'work_order.backdating_reason_required',
  kind: 'invalid',
  detail: 'Say why the time is entered only now.',
  meaning: 'A time of more than five minutes ago needs a reason.',
  remedy: 'Send a reason, or no time for now.',
  pointer: '/reason',
});

export const alreadyBegun = defineRefusal({
  code: 'work_order.already_begun',
  kind: 'conflict',
  detail: 'Work had begun before it was given back; its first start stays.',
  meaning: 'The work order has been in progress before; `startedAt` is when it began first.',
  remedy: 'Start it without startedAt.',
  members: { startedAt: '2026-11-24T08:05:00.000Z' },
});

/** What a time that somebody states may be refused with. */
export const statedTimeRefusals = [statedTooEarly, backdatingReasonRequired];
