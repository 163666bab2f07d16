import { DomainError, type ErrorExtra, type ErrorKind } from './domain-error.js';

/** A refusal, once: what is thrown, what a violated constraint means and what the API document says all follow from it. */
export interface Refusal {
  readonly code: string;
  readonly kind: ErrorKind;
  /** What the answer says. */
  readonly detail: string;
  /** What the API document says instead, where it has more to explain than one answer. */
  readonly documented?: string;
  /** The field at fault, such as `/teamId`. */
  readonly pointer?: string;
  /** What the answer tells beside that, as the example of the document. */
  readonly members?: NonNullable<ErrorExtra['members']>;
}

/** As data that `declareConstraint` can spread and `problems` of an operation can name. */
export const defineRefusal = <const R extends Refusal>(refusal: R): R => refusal;

/** @param members of this answer; those of the definition are an example */
export function refuse({ code, kind, detail, pointer }: Refusal, members?: ErrorExtra['members']): DomainError {
  const errors = pointer === undefined ? {} : { errors: [{ pointer, code, detail }] };
  return new DomainError(code, kind, detail, { ...errors, ...(members && { members }) });
}
