import type { FieldErrorCode, ProblemCode } from './problem-code.js';

/** What went wrong, in terms of the domain. Only libs/http maps it to a status code. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'payment_required'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'stale'
  | 'precondition_required'
  | 'invalid'
  | 'rate_limited'
  | 'unavailable';

/** One wrong field: `pointer` is a JSON pointer (RFC 6901) into the request body. */
export interface FieldError {
  readonly pointer: string;
  readonly code: FieldErrorCode;
  readonly detail: string;
}

/** Standard members of a problem, which further members must not replace. */
type StandardMember = 'type' | 'title' | 'status' | 'detail' | 'instance' | 'code' | 'requestId' | 'errors';

export interface ErrorExtra {
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** Further members of the problem, such as `existingId`. */
  readonly members?: Readonly<Record<string, unknown>> & { readonly [name in StandardMember]?: never };
}

/** A refusal that a client can act on, made by `refuse`. `code` is stable: `<noun>.<what_is_wrong>`. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ProblemCode,
    readonly kind: ErrorKind,
    detail: string,
    readonly extra: ErrorExtra = {},
  ) {
    super(detail);
  }
}
