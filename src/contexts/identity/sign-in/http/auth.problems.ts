import type { ProblemDoc } from '#libs/http';

const busy: ProblemDoc = {
  status: 503,
  code: 'auth.busy',
  detail: 'More people are signing in than can be served at once.',
};

const tooManyAttempts: ProblemDoc = {
  status: 429,
  code: 'auth.too_many_attempts',
  detail: 'Too many sign-ins have failed; Retry-After says how long to wait.',
};

export const signInProblems: readonly ProblemDoc[] = [
  {
    status: 401,
    code: 'auth.invalid_credentials',
    detail:
      'Unknown account or user, names of accounts that disagree, inactive user or wrong password: the answer does not tell which.',
  },
  tooManyAttempts,
  busy,
];

export const refreshProblems: readonly ProblemDoc[] = [
  {
    status: 401,
    code: 'auth.invalid_refresh_token',
    detail: 'The token is unknown or expired, or its session has ended, or the request names another account.',
  },
  {
    status: 401,
    code: 'auth.refresh_token_reused',
    detail:
      'The token was used before. Its session has been ended, for one of the two users of the token has stolen it.',
  },
  {
    ...tooManyAttempts,
    detail: 'Too many unknown tokens came from this network. Valid ones are never refused for it.',
  },
  busy,
];

export const tenantRequired: ProblemDoc = {
  status: 422,
  code: 'auth.tenant_required',
  detail: 'Nothing names the account to sign in to.',
  pointer: '/tenant',
};

export const tenantClosed: ProblemDoc = {
  status: 403,
  code: 'tenant.closed',
  detail: 'The account is suspended or canceled. Told to those alone whose credential is valid.',
  members: { currentStatus: 'suspended' },
};
