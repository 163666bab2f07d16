import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const countClosed = defineRefusal({
  code: 'stock_count.closed',
  kind: 'conflict',
  detail: 'The sheet is booked or canceled, so nothing more is counted on it.',
  remedy: 'Make another sheet.',
});

export const countOvertaken = defineRefusal({
  code: 'stock_count.overtaken',
  kind: 'conflict',
  detail: 'Some of what was counted is no longer right.',
  meaning:
    'Since they were counted the stock of the parts in `parts` was corrected otherwise, or so much of them was taken that the difference cannot be: nothing was booked.',
  remedy: 'Count those parts once more, and book then.',
  members: { parts: [{ partId: EXAMPLE_ID, partNumber: 'CT-2015' }] },
});
