import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const alreadyHelping = defineRefusal({
  code: 'work_order.already_helping',
  kind: 'conflict',
  detail: 'The user helps already.',
  meaning: 'The user is among the helpers of the work order; `existingId` names the entry.',
  remedy: 'Go on: nothing is left to be done.',
  pointer: '/userId',
  members: { existingId: EXAMPLE_ID },
});

export const helpsThemselves = defineRefusal({
  code: 'work_order.helper_is_assignee',
  kind: 'conflict',
  detail: 'The work is assigned to that user, who cannot be a helper of it as well.',
  remedy: 'Name somebody else, or assign the work to another user first.',
  pointer: '/userId',
});
