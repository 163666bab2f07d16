import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const operatorEmailTaken = defineRefusal({
  code: 'operator.email_taken',
  kind: 'conflict',
  detail: 'Another operator has this e-mail address.',
  remedy: 'Use another address, or the operator that there is.',
  pointer: '/email',
  members: { existingId: EXAMPLE_ID },
});
