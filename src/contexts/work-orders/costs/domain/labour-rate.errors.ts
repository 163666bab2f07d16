import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const labourRateTaken = defineRefusal({
  code: 'labour_rate.date_taken',
  kind: 'conflict',
  detail: 'The user has another rate from that day on.',
  meaning: 'The user has another rate from that day on; `existingId` names it.',
  remedy: 'Change the rate that there is, or choose another day.',
  pointer: '/validFrom',
  members: { existingId: EXAMPLE_ID },
});

export const labourRateForNobody = defineRefusal({
  code: 'labour_rate.unknown_user',
  kind: 'invalid',
  detail: 'There is no such user.',
  remedy: 'Name a user: GET /v1/users lists them.',
  pointer: '/userId',
});
