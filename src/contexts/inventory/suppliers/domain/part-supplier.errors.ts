import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const supplierOfPartTaken = defineRefusal({
  code: 'part_supplier.taken',
  kind: 'conflict',
  detail: 'The part has this supplier already.',
  meaning: 'The part has this supplier already; `existingId` names what is there.',
  remedy: 'Change what is there: GET /v1/part-suppliers lists the suppliers of a part.',
  pointer: '/supplierId',
  members: { existingId: EXAMPLE_ID },
});

export const lastPreferred = defineRefusal({
  code: 'part_supplier.preferred',
  kind: 'conflict',
  detail: 'A part that has suppliers prefers one of them.',
  remedy: 'Prefer another one with `isPreferred: true`; this one is then no longer.',
  pointer: '/isPreferred',
});
