import { defineRefusal } from '#libs/kernel';

export const operationEnded = defineRefusal({
  code: 'operation.ended',
  kind: 'conflict',
  detail: 'The operation has ended already.',
  remedy: 'Read the operation: `currentStatus` says how it has ended.',
  members: { currentStatus: 'succeeded' },
});
