import { defineRefusal } from '#libs/kernel';

export const wrongPassword = defineRefusal({
  code: 'auth.wrong_password',
  kind: 'invalid',
  detail: 'This is not your current password.',
  remedy:
    'Give the password that signs you in now; POST /v1/auth/forgot-password mails a link to who has forgotten it.',
  pointer: '/currentPassword',
});
