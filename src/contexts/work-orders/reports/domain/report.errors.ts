import { defineRefusal } from '#libs/kernel';

export const periodReversed = defineRefusal({
  code: 'report.period_reversed',
  kind: 'malformed',
  detail: 'The period ends before it begins: `to` must not be earlier than `from`.',
  remedy: 'Send a later `to`, or none for today.',
  pointer: '/to',
});

export const periodTooLong = defineRefusal({
  code: 'report.period_too_long',
  kind: 'malformed',
  detail: 'A report has at most 120 weeks or 120 months.',
  remedy: 'Ask for months instead of weeks, or for one period after the other.',
  pointer: '/from',
});
