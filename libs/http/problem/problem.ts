import { STATUS_CODES } from 'node:http';
import type { ErrorKind, FieldError, ProblemCode } from '#libs/kernel';

/** A refusal on its way to becoming an answer: everything but what the request adds. */
export interface ProblemDraft {
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly members?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where the codes of problems are explained. */
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

/** Where a problem says what kind it is: the address, on this server, at which that is explained. */
export function problemType(code: string): string {
  return `${PROBLEM_TYPES}/${code}`;
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
