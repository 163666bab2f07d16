import { DomainError, invalidField } from '#libs/kernel';

/** One answer for an unknown tenant, an unknown or inactive user and a wrong password: nobody learns which accounts exist. */
export function invalidCredentials(): DomainError {
  const detail =
    'These are not the credentials of an active user. Check the account, the e-mail address and the password.';
  return new DomainError('auth.invalid_credentials', 'unauthenticated', detail);
}

export function invalidToken(): DomainError {
  const detail = 'The access token is not valid, or no longer valid. Refresh it or sign in again.';
  return new DomainError('auth.invalid_token', 'unauthenticated', detail);
}

export function invalidRefreshToken(): DomainError {
  const detail = 'The refresh token is not valid, or no longer valid. Sign in again.';
  return new DomainError('auth.invalid_refresh_token', 'unauthenticated', detail);
}

export function refreshTokenReused(): DomainError {
  const detail =
    'The refresh token was used before, so it may have been stolen. Its session has been ended: sign in again.';
  return new DomainError('auth.refresh_token_reused', 'unauthenticated', detail);
}

export function tooManyAttempts(retryAfterSeconds: number): DomainError {
  const detail = 'Too many sign-ins have failed. Wait before you try again.';
  return new DomainError('auth.too_many_attempts', 'rate_limited', detail, { retryAfterSeconds });
}

export function busy(): DomainError {
  const detail = 'More people are signing in than can be served at once. Try again in a moment.';
  return new DomainError('auth.busy', 'unavailable', detail, { retryAfterSeconds: 2 });
}

export function tenantRequired(): DomainError {
  const detail = 'Name the account to sign in to: in the body, in the X-Tenant header, or by its own host name.';
  return invalidField('/tenant', 'auth.tenant_required', detail);
}

export function tenantMismatch(): DomainError {
  const detail = 'The credential, the host name, the X-Tenant header and the body name different accounts.';
  return new DomainError('auth.tenant_mismatch', 'forbidden', detail);
}
