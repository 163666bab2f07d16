import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const noSuchOperator = defineRefusal({
  code: 'operator.not_found',
  kind: 'not_found',
  detail: 'No operator has this e-mail address.',
  remedy: 'Compare the address with the one that the operator signs in with.',
});

export const wrongOwnPassword = defineRefusal({
  code: 'operator.wrong_password',
  kind: 'invalid',
  detail: 'This is not your password.',
  remedy:
    'Give the password of now; whoever runs the server can set another one with `fieldpilot operators reset-password`.',
  pointer: '/currentPassword',
});

export const operatorEmailTaken = defineRefusal({
  code: 'operator.email_taken',
  kind: 'conflict',
  detail: 'Another operator has this e-mail address.',
  remedy: 'Use another address, or the operator that there is.',
  pointer: '/email',
  members: { existingId: EXAMPLE_ID },
});
