import { defineRefusal } from '#libs/kernel';

export const invalidLink = defineRefusal({
  code: 'file.invalid_link',
  kind: 'forbidden',
  detail: 'This is no link to a file.',
  meaning: 'The link to a file was altered, or is of another installation.',
  remedy: 'Take the link as an answer of the API gives it, whole and unchanged.',
});

export const expiredLink = defineRefusal({
  code: 'file.expired_link',
  kind: 'forbidden',
  detail: 'The link has expired.',
  meaning: 'The link to a file holds for five to ten minutes, which are over.',
  remedy: 'Read what the file belongs to again: the answer has a new link.',
});
