import { defineRefusal } from '#libs/kernel';

/** Also for somebody who is gone: whom work can go to is all that a client needs to know. */
export const userNotAssignable = defineRefusal({
  code: 'user.not_assignable',
  kind: 'invalid',
  detail: 'There is no such active user who could do the work.',
  pointer: '/assigneeId',
});

export const teamNotAssignable = defineRefusal({
  code: 'team.not_assignable',
  kind: 'invalid',
  detail: 'There is no such active team.',
  pointer: '/teamId',
});

export const twoAssignees = defineRefusal({
  code: 'work_order.two_assignees',
  kind: 'invalid',
  detail: 'Work goes to a user or to a team, not to both.',
  pointer: '/teamId',
});
