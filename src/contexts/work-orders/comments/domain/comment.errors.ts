import { defineRefusal } from '#libs/kernel';

export const commentOfAnother = defineRefusal({
  code: 'comment.of_another',
  kind: 'forbidden',
  detail: 'The comment is somebody else’s.',
  remedy: 'Write a comment of your own.',
});

export const commentChangedTooLate = defineRefusal({
  code: 'comment.change_too_late',
  kind: 'conflict',
  detail: 'The comment was written too long ago.',
  meaning: 'A comment is changed or deleted within 15 minutes; afterwards others have read it, and it stays.',
  remedy: 'Write another comment.',
  members: { changeableUntil: '2026-11-24T08:15:00.000Z' },
});

export const unknownMention = defineRefusal({
  code: 'comment.unknown_mention',
  kind: 'invalid',
  detail: 'There is no such active user.',
  remedy: 'Name active users: GET /v1/users lists them.',
  pointer: '/mentions',
});
