import { defineRefusal } from '#libs/kernel';

/** One answer for an unknown tenant, an unknown or inactive user and a wrong password: nobody learns which accounts exist. */
export const invalidCredentials = defineRefusal({
  code: 'auth.invalid_credentials',
  kind: 'unauthenticated',
  detail: 'These are not the credentials of an active user. Check the account, the e-mail address and the password.',
  meaning:
    'Unknown account or user, names of accounts that disagree, inactive user or wrong password: the answer does not tell which.',
  remedy: 'Check the account, the e-mail address and the password.',
});

export const invalidToken = defineRefusal({
  code: 'auth.invalid_token',
  kind: 'unauthenticated',
  detail: 'The access token is not valid, or no longer valid. Refresh it or sign in again.',
  meaning: 'The credential is not valid.',
  remedy: 'Refresh the access token, or sign in again; a program needs a key that is neither revoked nor expired.',
  usualFor: 'all',
});

export const credentialInUrl = defineRefusal({
  code: 'auth.credential_in_url',
  kind: 'malformed',
  detail:
    'The address contains a credential. Send it as "Authorization: Bearer …" alone, and replace it: logs keep addresses.',
  meaning: 'The address contains a credential.',
  remedy:
    'Send it as "Authorization: Bearer …" alone, and replace it, since logs on the way may have kept the address.',
  usualFor: 'all',
});

export const invalidRefreshToken = defineRefusal({
  code: 'auth.invalid_refresh_token',
  kind: 'unauthenticated',
  detail: 'The refresh token is not valid, or no longer valid. Sign in again.',
  meaning: 'The token is unknown or expired, or its session has ended, or the request names another account.',
  remedy: 'Sign in again.',
});

export const refreshTokenReused = defineRefusal({
  code: 'auth.refresh_token_reused',
  kind: 'unauthenticated',
  detail: 'The refresh token was used before, so it may have been stolen. Its session has been ended: sign in again.',
  meaning:
    'The token was used before. Its session has been ended, for one of the two users of the token has stolen it.',
  remedy: 'Sign in again, keep only the newest refresh token, and never refresh the same one twice at once.',
});

export const tooManyAttempts = defineRefusal({
  code: 'auth.too_many_attempts',
  kind: 'rate_limited',
  detail: 'Too many attempts. Wait before you try again.',
  meaning: 'Too many attempts; Retry-After says how long to wait.',
  remedy: 'Wait for the seconds of Retry-After.',
});

export const tooManyKeys = defineRefusal({
  code: 'auth.too_many_keys',
  kind: 'rate_limited',
  detail: 'Too many unknown API keys came from this network. Valid ones are never refused for it.',
  remedy: 'Send a valid key, or wait for the seconds of Retry-After.',
  usualFor: 'plans',
});

export const busy = defineRefusal({
  code: 'auth.busy',
  kind: 'unavailable',
  detail: 'More people are signing in than can be served at once. Try again in a moment.',
  meaning: 'More people are signing in, or more new credentials come in, than can be served at once.',
  remedy: 'Try again after the seconds of Retry-After.',
  retryAfterSeconds: 2,
  usualFor: 'accounts',
});

export const passwordChangeRequired = defineRefusal({
  code: 'auth.password_change_required',
  kind: 'forbidden',
  detail: 'The password has to be changed: follow the link in your mail, or ask for a new one.',
  meaning: 'The password is right, but an administrator has reset it. Told to those alone who know it.',
  remedy: 'Follow the link in the mail; POST /v1/auth/forgot-password sends a new one.',
});

export const freshSignInNeeded = defineRefusal({
  code: 'auth.fresh_sign_in_needed',
  kind: 'forbidden',
  detail: 'This needs a sign-in of the last quarter of an hour. Sign in again.',
  meaning: 'This needs the token of a sign-in of the last quarter of an hour; no other credential will do.',
  remedy: 'Sign in again and repeat the request with the new token.',
});

export const tenantRequired = defineRefusal({
  code: 'auth.tenant_required',
  kind: 'invalid',
  detail: 'Name the account to sign in to: in the body, in the X-Tenant header, or by its own host name.',
  meaning: 'Nothing names the account to sign in to.',
  remedy: 'Name it in the body, in the X-Tenant header, or by its own host name.',
  pointer: '/tenant',
});

export const tenantMismatch = defineRefusal({
  code: 'auth.tenant_mismatch',
  kind: 'forbidden',
  detail: 'The credential, the host name, the X-Tenant header and the body name different accounts.',
  meaning: 'Host name, X-Tenant and credential do not all name the same account.',
  remedy: 'Name one account in all of them, or leave out X-Tenant.',
  usualFor: 'accounts',
});
