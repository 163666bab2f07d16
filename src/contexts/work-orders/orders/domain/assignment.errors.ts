import { defineRefusal } from '#libs/kernel';

/** Also for somebody who is gone: whom work can go to is all that a client needs to know. */
export const userNotAssignable = defineRefusal({
  code: 'user.not_assignable',
  kind: 'invalid',
  detail: 'There is no such active user who could do the work.',
  remedy: 'Name an active user who is no customer.',
  pointer: '/assigneeId',
});

export const teamNotAssignable = defineRefusal({
  code: 'team.not_assignable',
  kind: 'invalid',
  detail: 'There is no such active team.',
  remedy: 'Name an active team: GET /v1/teams lists them.',
  pointer: '/teamId',
});

export const twoAssignees = defineRefusal({
  code: 'work_order.two_assignees',
  kind: 'invalid',
  detail: 'Work goes to a user or to a team, not to both.',
  remedy: 'Name one of the two, and null for the other.',
  pointer: '/teamId',
});

export const assigneeRefusals = [userNotAssignable, teamNotAssignable, twoAssignees];
