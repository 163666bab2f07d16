import { tenantClosed } from '#contexts/tenancy';
import {
  busy,
  invalidCredentials,
  invalidRefreshToken,
  refreshTokenReused,
  tooManyAttempts,
} from '../../sessions/domain/auth.errors.js';
import { invalidPendingToken, wrongSecondStep } from '../../two-factor/domain/two-factor.errors.js';

export const signInProblems = [invalidCredentials, tooManyAttempts, busy];

export const refreshProblems = [
  invalidRefreshToken,
  refreshTokenReused,
  {
    ...tooManyAttempts,
    meaning: 'Too many unknown tokens came from this network. Valid ones are never refused for it.',
  },
  busy,
];

export const closedToSignIns = {
  ...tenantClosed,
  meaning: 'The account is suspended or canceled. Told to those alone whose credential is valid.',
};

export const secondStepProblems = [
  invalidPendingToken,
  wrongSecondStep,
  { ...tooManyAttempts, meaning: 'Too many wrong passwords and codes, for the account or from the network.' },
  busy,
];

/** Of routes that take the token of a link in a mail, beside the refusal of the token. */
export const linkProblems = [
  {
    ...tooManyAttempts,
    meaning: 'Too many unknown tokens came from this network. Valid ones are never refused for it.',
  },
  busy,
];
