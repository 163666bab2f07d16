import { defineRefusal } from '#libs/kernel';

export const MOST_TRIES = 5;
export const PENDING_MINUTES = 5;

export const secondStepNeeded = defineRefusal({
  code: 'auth.second_step_needed',
  kind: 'forbidden',
  detail: 'The password is right. Send `pendingToken` with a code of your authenticator app, or a backup code.',
  meaning:
    'The password is right, and the account has a second factor. `pendingToken` takes one code to sign in with, within five minutes, and opens nothing else.',
  remedy: 'POST /v1/auth/two-factor (operators: /admin/v1/auth/two-factor) with `pendingToken` and a code.',
  members: { pendingToken: 'fptf_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ', expiresIn: 300 },
});

export const invalidPendingToken = defineRefusal({
  code: 'auth.invalid_pending_token',
  kind: 'unauthenticated',
  detail: 'The sign-in is no longer pending. Sign in anew.',
  meaning: `The token is unknown, used or older than ${PENDING_MINUTES} minutes, ${MOST_TRIES} codes were tried with it, or the account changed meanwhile.`,
  remedy: 'Sign in with the password anew.',
});

export const wrongSecondStep = defineRefusal({
  code: 'auth.wrong_code',
  kind: 'unauthenticated',
  detail: 'The code is wrong, or was used before.',
  meaning: `The code is wrong, or it or a later one was used before. After ${MOST_TRIES} of them the sign-in has to begin anew.`,
  remedy: 'Wait for the next code of the authenticator app, or take a backup code.',
});

export const wrongCode = defineRefusal({
  code: 'two_factor.wrong_code',
  kind: 'invalid',
  detail: 'The code is wrong, or was used before.',
  remedy: 'Wait for the next code of the authenticator app, and take the one for the QR code that was shown last.',
  pointer: '/code',
});

export const alreadyEnabled = defineRefusal({
  code: 'two_factor.already_enabled',
  kind: 'conflict',
  detail: 'A second factor is there already. Switch it off first.',
  meaning: 'The account has a second factor already.',
  remedy: 'Switch it off first, which takes a code of it, or a backup code.',
});

export const notEnabled = defineRefusal({
  code: 'two_factor.not_enabled',
  kind: 'conflict',
  detail: 'There is no second factor.',
  meaning: 'The account has no second factor.',
  remedy: 'Begin one: POST /v1/me/two-factor/enrol.',
});

export const notBegun = defineRefusal({
  code: 'two_factor.not_begun',
  kind: 'conflict',
  detail: 'Nothing waits for a code. Begin anew.',
  meaning: 'No second factor waits to be confirmed.',
  remedy: 'Begin one: POST /v1/me/two-factor/enrol.',
});

export const ownTwoFactor = defineRefusal({
  code: 'two_factor.own',
  kind: 'conflict',
  detail: 'This is your own second factor: switch it off with a code of it, or a backup code.',
  meaning: 'Nobody can reset their own second factor as an administrator.',
  remedy: 'POST /v1/me/two-factor/disable with a code, or ask another administrator.',
});
