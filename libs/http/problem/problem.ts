import { STATUS_CODES } from 'node:http';
import type { ErrorKind, FieldError } from '#libs/kernel';

/** A refusal on its way to becoming an answer: everything but what the request adds. */
export interface ProblemDraft {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly members?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export const PROBLEM_JSON = 'application/problem+json';

export const statusOfKind: Readonly<Record<ErrorKind, number>> = {
  malformed: 400,
  unauthenticated: 401,
  payment_required: 402,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  invalid: 422,
  precondition_required: 428,
  rate_limited: 429,
  unavailable: 503,
};

/** What to say where only the status is known. The wording of frameworks is theirs, and may name their insides. */
export const standardProblems: Readonly<Record<number, { code: string; detail: string }>> = {
  400: { code: 'request.malformed', detail: 'The request is malformed.' },
  401: { code: 'auth.required', detail: 'Sign in first: send a valid access token as "Authorization: Bearer …".' },
  402: { code: 'billing.payment_required', detail: 'Your plan does not include this.' },
  403: { code: 'auth.forbidden', detail: 'You are not permitted to do this.' },
  404: { code: 'resource.not_found', detail: 'There is no such resource, or you may not see it.' },
  405: { code: 'request.method_not_allowed', detail: 'This address does not take this method.' },
  406: { code: 'request.not_acceptable', detail: 'The answer cannot be given in any of the accepted media types.' },
  408: { code: 'request.timeout', detail: 'The request did not arrive in time.' },
  409: { code: 'resource.conflict', detail: 'The request conflicts with the state of the resource.' },
  412: {
    code: 'resource.stale',
    detail: 'The resource was changed by someone else since you read it. Read it again and repeat the change.',
  },
  413: {
    code: 'request.too_large',
    detail: 'The body is larger than 1 MiB, or than 16 KiB where nobody needs to be signed in.',
  },
  414: { code: 'request.address_too_long', detail: 'The address is too long.' },
  415: { code: 'request.unsupported_media_type', detail: 'Send the body as application/json.' },
  422: { code: 'request.invalid', detail: 'The request is well-formed but wrong.' },
  428: { code: 'request.precondition_required', detail: 'Send If-Match with the ETag of the version you have seen.' },
  429: { code: 'request.rate_limited', detail: 'Too many requests.' },
  431: { code: 'request.headers_too_large', detail: 'The header fields are too large.' },
  500: { code: 'server.error', detail: 'Something went wrong on our side. Quote the request id when you report it.' },
  503: { code: 'server.unavailable', detail: 'The service is not available just now. Try again shortly.' },
};

export function standardProblem(status: number, extra: Partial<ProblemDraft> = {}): ProblemDraft {
  const known = standardProblems[status] ?? standardProblems[status < 500 ? 400 : 500]!;
  return { status, ...known, ...extra };
}

export function unknownRoute(): ProblemDraft {
  return standardProblem(404, { code: 'request.unknown_route', detail: 'There is no such address.' });
}

export function problemType(code: string): string {
  return `urn:fieldpilot:problem:${code}`;
}

/**
 * The body of an answer in RFC 9457's form. Member order is fixed: equal problems are equal bytes. What a problem adds never
 * takes the place of a standard member.
 */
export function problemBody(draft: ProblemDraft, instance: string, requestId: string): string {
  const { status, code, detail, errors, members } = draft;
  const title = STATUS_CODES[status] ?? 'Error';
  const standard = { type: problemType(code), title, status, detail, instance, code, requestId, errors };
  return JSON.stringify({ ...standard, ...members, ...standard });
}
