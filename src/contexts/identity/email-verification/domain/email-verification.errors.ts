import { defineRefusal } from '#libs/kernel';

export const invalidVerification = defineRefusal({
  code: 'auth.invalid_verification_token',
  kind: 'unauthenticated',
  detail: 'The link is not valid, or no longer valid. Sign in and ask for a new one.',
  meaning:
    'The token is unknown, used or expired, a newer one was mailed since, the password or the address was changed since, or the request names another account.',
  remedy:
    'Sign in and ask for a new one: POST /v1/me/resend-verification, or POST /v1/me/change-email. Only the newest link works, once, within 20 minutes.',
});

export const alreadyVerified = defineRefusal({
  code: 'user.email_verified',
  kind: 'conflict',
  detail: 'Your e-mail address is verified.',
  meaning: 'The address of the user is verified, so there is nothing to follow a link for.',
  remedy: 'Go on; GET /v1/me shows `isVerified`.',
});

export const sameEmail = defineRefusal({
  code: 'user.email_unchanged',
  kind: 'invalid',
  detail: 'This is the address that you have.',
  remedy: 'Give another address; POST /v1/me/resend-verification mails a link to the one that you have.',
  pointer: '/email',
});
