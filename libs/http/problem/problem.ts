import { STATUS_CODES } from 'node:http';
import type { ErrorKind, FieldError, ProblemCode } from '#libs/kernel';

/** A problem without the members that depend on the request. */
export interface ProblemDraft {
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly members?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The path of the pages that explain the codes. */
export const PROBLEM_TYPES = '/problems';

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

/** The `type` of a problem: the path of the page that explains its code. */
export function problemType(code: string): string {
  return `${PROBLEM_TYPES}/${code}`;
}

/**
 * The body of a problem response (RFC 9457). The order of members is fixed, so that equal problems are equal bytes. Further members never
 * replace a standard one.
 */
export function problemBody(draft: ProblemDraft, instance: string, requestId: string): string {
  const { status, code, detail, errors, members } = draft;
  const title = STATUS_CODES[status] ?? 'Error';
  const standard = { type: problemType(code), title, status, detail, instance, code, requestId, errors };
  return JSON.stringify({ ...standard, ...members, ...standard });
}
