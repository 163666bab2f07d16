import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const alreadyMember = defineRefusal({
  code: 'team.already_member',
  kind: 'conflict',
  detail: 'The user belongs to this team already.',
  meaning: 'The user belongs to the team already.',
  remedy: 'Nothing is left to do.',
  pointer: '/userId',
  members: { existingId: EXAMPLE_ID },
});
