import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const partNumberTaken = defineRefusal({
  code: 'part.number_taken',
  kind: 'conflict',
  detail: 'Another part has this number.',
  meaning: 'Another part has this number, in whatever case; `existingId` names it.',
  remedy: 'Use another number, or the part that there is.',
  pointer: '/partNumber',
  members: { existingId: EXAMPLE_ID },
});

export const otherCurrency = defineRefusal({
  code: 'part.other_currency',
  kind: 'invalid',
  detail: 'All prices and costs of a part are in the currency that it was added with.',
  remedy: 'Send the price in the `currency` of the part.',
  pointer: '/unitPrice/currency',
});
