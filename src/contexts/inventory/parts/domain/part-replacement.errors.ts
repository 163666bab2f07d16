import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const unknownReplacement = defineRefusal({
  code: 'part_replacement.unknown_part',
  kind: 'invalid',
  detail: 'There is no such part.',
  remedy: 'Name one that GET /v1/parts lists.',
  pointer: '/replacementId',
});

export const alreadyReplacement = defineRefusal({
  code: 'part_replacement.already',
  kind: 'conflict',
  detail: 'The part is named as a replacement already.',
  remedy: 'Leave it as it is.',
  pointer: '/replacementId',
  members: { existingId: EXAMPLE_ID },
});

export const replacementCycle = defineRefusal({
  code: 'part_replacement.cycle',
  kind: 'conflict',
  detail: 'The part would replace itself, directly or by way of others.',
  remedy: 'Name another part, or take away what leads back.',
  pointer: '/replacementId',
});
