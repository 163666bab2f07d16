import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const unknownUser = defineRefusal({
  code: 'user.unknown',
  kind: 'invalid',
  detail: 'There is no such user.',
  remedy: 'Name a user of this account: GET /v1/users lists them.',
});

export const inactiveUser = defineRefusal({
  code: 'user.inactive',
  kind: 'invalid',
  detail: 'The user is inactive: activate them first.',
  meaning: 'The user is inactive.',
  remedy: 'Activate the user first, or name another one.',
});

export const emailTaken = defineRefusal({
  code: 'user.email_taken',
  kind: 'conflict',
  detail: 'Another user has this e-mail address.',
  meaning: 'Another user has this e-mail address; `existingId` names them.',
  remedy: 'Use another address, or the user that there is.',
  pointer: '/email',
  members: { existingId: EXAMPLE_ID },
});

export const employeeIdTaken = defineRefusal({
  code: 'user.employee_id_taken',
  kind: 'conflict',
  detail: 'Another user has this employee number.',
  meaning: 'Another user has this employee number; `existingId` names them.',
  remedy: 'Use another number, or the user that there is.',
  pointer: '/employeeId',
  members: { existingId: EXAMPLE_ID },
});

export const beyondOwnRights = defineRefusal({
  code: 'user.beyond_own_rights',
  kind: 'forbidden',
  detail: 'You cannot give others rights that you do not have yourself.',
  meaning: 'The change gives or touches rights that you do not have; `missing` names them.',
  remedy: 'Ask somebody who has these rights to make the change.',
  members: { missing: ['users:grant'] },
});

export const lastAdmin = defineRefusal({
  code: 'user.last_admin',
  kind: 'conflict',
  detail: 'This is the last active admin: make somebody else admin first.',
  meaning: 'The account would be left without an active admin.',
  remedy: 'Make somebody else admin first.',
});

export const ownAccount = defineRefusal({
  code: 'user.own_account',
  kind: 'conflict',
  detail: 'You cannot deactivate yourself. Ask another admin.',
  meaning: 'Nobody can deactivate themselves.',
  remedy: 'Ask another admin.',
});
