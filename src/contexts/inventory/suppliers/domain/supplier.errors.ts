import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const supplierNameTaken = defineRefusal({
  code: 'supplier.name_taken',
  kind: 'conflict',
  detail: 'Another supplier has this name.',
  meaning: 'Another supplier has this name, in whatever case; `existingId` names it.',
  remedy: 'Use another name, or the supplier that there is.',
  pointer: '/name',
  members: { existingId: EXAMPLE_ID },
});

export const unknownSupplier = defineRefusal({
  code: 'supplier.unknown',
  kind: 'invalid',
  detail: 'There is no such supplier.',
  remedy: 'Name one that GET /v1/suppliers lists.',
  pointer: '/supplierId',
});

export const inactiveSupplier = defineRefusal({
  code: 'supplier.inactive',
  kind: 'invalid',
  detail: 'The supplier is inactive: nothing more is bought there.',
  remedy: 'Activate the supplier first, or name another one.',
  pointer: '/supplierId',
});
