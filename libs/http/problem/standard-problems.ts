import { defineRefusal, forbidden, invalidRequest, resourceNotFound, staleResource, type Refusal } from '#libs/kernel';
import { asProblem, defineProblem, problemDraft, type Problem } from './define-problem.js';
import type { ProblemDraft } from './problem.js';

export const signInRequired = defineRefusal({
  code: 'auth.required',
  kind: 'unauthenticated',
  detail: 'Sign in first: send a valid access token as "Authorization: Bearer …".',
  meaning: 'Nobody is signed in: the request carries no access token.',
  remedy: 'Sign in, and send the access token with each request as "Authorization: Bearer …".',
});

/** On operations about the person who is signed in. */
export const apiKeyNotAccepted = defineRefusal({
  code: 'auth.api_key_not_accepted',
  kind: 'forbidden',
  detail: 'This is for people: sign in instead of sending an API key.',
  meaning: 'The operation is about whoever is signed in, or manages access itself. It takes no API key.',
  remedy: 'Sign in, and send the access token instead of the key.',
  usualFor: 'accounts',
});

/** See the restriction of a user in libs/request-context. */
export const emailNotVerified = defineRefusal({
  code: 'auth.email_not_verified',
  kind: 'forbidden',
  detail: 'Verify your e-mail address first: follow the link that was mailed to you.',
  meaning: 'The account lets users do less, or their own account alone, until their e-mail address is verified.',
  remedy: 'Follow the link in the mail; POST /v1/me/resend-verification sends another one.',
  usualFor: 'accounts',
});

/** Of operators who act as a user. */
export const notWhileImpersonating = defineRefusal({
  code: 'auth.not_while_impersonating',
  kind: 'forbidden',
  detail: 'This cannot be changed while you act as somebody else.',
  meaning:
    'An operator acts as the user, and may only read, or the change is about the user’s own account, which nobody changes for them.',
  remedy: 'Ask for an impersonation that allows changes; what is the user’s own the user changes.',
  usualFor: 'accounts',
});

/** Of sessions without a second factor, where the account demands one. */
export const twoFactorRequired = defineRefusal({
  code: 'auth.two_factor_required',
  kind: 'forbidden',
  detail: 'Your account demands a second factor of you. Add one first.',
  meaning: 'The account demands a second factor of users of this role, and the user has none.',
  remedy: 'Begin one with POST /v1/me/two-factor/enrol; the same session may do everything once it is confirmed.',
  usualFor: 'accounts',
});

export const preconditionRequired = defineRefusal({
  code: 'request.precondition_required',
  kind: 'precondition_required',
  detail: 'Send If-Match with the ETag of the version you have seen.',
  meaning: 'The change does not say which version it is meant for.',
  remedy: 'Read the resource, and send its ETag as If-Match; `*` is none.',
});

export const serviceUnavailable = defineRefusal({
  code: 'server.unavailable',
  kind: 'unavailable',
  detail: 'The service is not available just now. Try again shortly.',
  meaning: 'The service is not available just now.',
  remedy: 'Repeat the request after the seconds of Retry-After, a POST with the same Idempotency-Key.',
});

const malformed = defineRefusal({
  code: 'request.malformed',
  kind: 'malformed',
  detail: 'The request is malformed.',
  remedy: 'Correct the request; another try of the same one can only fail again.',
});

const paymentRequired = defineRefusal({
  code: 'billing.payment_required',
  kind: 'payment_required',
  detail: 'Your plan does not include this.',
  remedy: 'Choose a plan that includes it.',
});

const conflict = defineRefusal({
  code: 'resource.conflict',
  kind: 'conflict',
  detail: 'The request conflicts with the state of the resource.',
  remedy: 'Read the resource again, and decide anew.',
});

const rateLimited = defineRefusal({
  code: 'request.rate_limited',
  kind: 'rate_limited',
  detail: 'Too many requests.',
  remedy: 'Wait for the seconds of Retry-After.',
});

const ofHttp: readonly Problem[] = [
  defineProblem({
    status: 405,
    code: 'request.method_not_allowed',
    detail: 'This address does not take this method.',
    remedy: 'Use one of the methods in the header Allow.',
  }),
  defineProblem({
    status: 406,
    code: 'request.not_acceptable',
    detail: 'The answer cannot be given in any of the accepted media types.',
    remedy: 'Accept application/json.',
  }),
  defineProblem({
    status: 408,
    code: 'request.timeout',
    detail: 'The request did not arrive in time.',
    remedy: 'Send the request again, without pauses.',
  }),
  defineProblem({
    status: 413,
    code: 'request.too_large',
    detail:
      'The body is larger than 1 MiB, than 16 KiB where nobody needs to be signed in, or has a larger file than the operation takes.',
    remedy: 'Split the body into several requests, or make the file smaller.',
  }),
  defineProblem({
    status: 414,
    code: 'request.address_too_long',
    detail: 'The address is too long.',
    remedy: 'Name fewer values in the query; several requests may share them.',
  }),
  defineProblem({
    status: 415,
    code: 'request.unsupported_media_type',
    detail: 'Send the body as application/json, or a file as multipart/form-data where the operation takes one.',
    meaning: 'The body is not sent as JSON, or as a form where the operation takes a file, or is compressed.',
    remedy:
      'Send the body as JSON in UTF-8, not compressed, and Content-Type: application/json; a file in a form as the operation describes it.',
  }),
  defineProblem({
    status: 431,
    code: 'request.headers_too_large',
    detail: 'The header fields are too large.',
    remedy: 'Send fewer or shorter header fields.',
  }),
  defineProblem({
    status: 500,
    code: 'server.error',
    detail: 'Something went wrong on our side. Quote the request id when you report it.',
    meaning: 'Something went wrong on our side.',
    remedy: 'Report it with the `requestId` of the answer. Repeat a POST only with the same Idempotency-Key.',
  }),
];

const ofTheDomain: readonly Refusal[] = [
  malformed,
  signInRequired,
  paymentRequired,
  forbidden,
  resourceNotFound,
  conflict,
  staleResource,
  invalidRequest,
  preconditionRequired,
  rateLimited,
  serviceUnavailable,
];

/** The problem for a status alone. Messages of frameworks are not used, since they may reveal internals. */
export const standardProblems: Readonly<Record<number, Problem>> = Object.fromEntries(
  [...ofTheDomain.map(asProblem), ...ofHttp].map((problem) => [problem.status, problem]),
);

export function standardProblem(status: number, more: Partial<ProblemDraft> = {}): ProblemDraft {
  const known = standardProblems[status] ?? standardProblems[status < 500 ? 400 : 500]!;
  return problemDraft(known, { status, ...more });
}
