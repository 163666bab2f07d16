import { defineRefusal } from '#libs/kernel';

export const rangeReversed = defineRefusal({
  code: 'calendar.range_reversed',
  kind: 'malformed',
  detail: 'The range ends before it begins: `to` must be later than `from`.',
  remedy: 'Send a later `to`.',
  pointer: '/to',
});

export const rangeTooLong = defineRefusal({
  code: 'calendar.range_too_long',
  kind: 'malformed',
  detail: 'A calendar shows at most 62 days.',
  remedy: 'Ask for one month after the other.',
  pointer: '/to',
});
