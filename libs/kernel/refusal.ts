import { DomainError, type ErrorExtra, type ErrorKind } from './domain-error.js';
import { defineCode, type ProblemCode } from './problem-code.js';

/** Which operations may refuse with it without naming it: all, those that read a body, those of accounts, … */
export type Reach = 'all' | 'bodies' | 'accounts' | 'keys' | 'limits' | 'plans';

/** A refusal, defined once: responses, constraints, the API document and the documentation of codes derive from it. */
export interface RefusalDefinition {
  readonly code: string;
  readonly kind: ErrorKind;
  /** The default detail of the problem. */
  readonly detail: string;
  /** The description in the documentation, where it should differ from the detail of a single response. */
  readonly meaning?: string;
  /** What the client should do. */
  readonly remedy: string;
  /** The field at fault, such as `/teamId`. */
  readonly pointer?: string;
  readonly retryAfterSeconds?: number;
  /** Example of the problem's further members. */
  readonly members?: NonNullable<ErrorExtra['members']>;
  readonly usualFor?: Reach;
}

export type Refusal = Omit<RefusalDefinition, 'code'> & { readonly code: ProblemCode };

const refusals: Refusal[] = [];

/** Used as data: `refuse` throws it, `declareConstraint` attaches it to a constraint, `problems` of an operation documents it. */
export function defineRefusal(definition: RefusalDefinition): Refusal {
  const refusal = { ...definition, code: defineCode(definition.code) };
  refusals.push(refusal);
  return refusal;
}

/** All definitions of the files that are loaded so far. */
export function definedRefusals(): readonly Refusal[] {
  return refusals;
}

/** The same refusal for another field. */
export function atField(refusal: Refusal, pointer: string): Refusal {
  return { ...refusal, pointer };
}

/** What differs from the definition in one response; its members never come from the example. */
interface Particulars extends ErrorExtra {
  readonly detail?: string;
}

export function refuse(refusal: Refusal, particulars: Particulars = {}): DomainError {
  const { code, kind, pointer, retryAfterSeconds } = refusal;
  const { detail = refusal.detail, ...extra } = particulars;
  return new DomainError(code, kind, detail, {
    ...(pointer !== undefined && { errors: [{ pointer, code, detail }] }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...extra,
  });
}
