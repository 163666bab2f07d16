import { defineRefusal } from '#libs/kernel';

export const invalidResetToken = defineRefusal({
  code: 'auth.invalid_reset_token',
  kind: 'unauthenticated',
  detail: 'The link is not valid, or no longer valid. Ask for a new one.',
  meaning: 'The token is unknown, used or expired, a newer one was mailed since, or the request names another account.',
  remedy: 'Ask for a new one: POST /v1/auth/forgot-password. Only the newest link works, once, within 20 minutes.',
});

export const ownPassword = defineRefusal({
  code: 'user.own_password',
  kind: 'conflict',
  detail: 'This is your own password: set a new one by a link, with POST /v1/auth/forgot-password.',
  meaning: 'Nobody can reset their own password as an administrator.',
  remedy: 'Ask for a link: POST /v1/auth/forgot-password.',
});
