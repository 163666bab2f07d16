import { DomainError, type ErrorExtra, type ErrorKind } from './domain-error.js';
import { defineCode, type ProblemCode } from './problem-code.js';

/** Which operations may answer a refusal that they need not name: all, those that read a body, those of accounts, … */
export type Reach = 'all' | 'bodies' | 'accounts' | 'keys' | 'limits' | 'plans';

/** What there is to say of a refusal, once: answers, constraints, the API document and the page of codes follow from it. */
export interface RefusalDefinition {
  readonly code: string;
  readonly kind: ErrorKind;
  /** What the answer says. */
  readonly detail: string;
  /** What the API document and the page of codes say instead, where one answer says more or less than there is to know. */
  readonly meaning?: string;
  /** What a client does about it. */
  readonly remedy: string;
  /** The field at fault, such as `/teamId`. */
  readonly pointer?: string;
  readonly retryAfterSeconds?: number;
  /** What the answer tells beside that, as the example of the document. */
  readonly members?: NonNullable<ErrorExtra['members']>;
  readonly usualFor?: Reach;
}

export type Refusal = Omit<RefusalDefinition, 'code'> & { readonly code: ProblemCode };

const refusals: Refusal[] = [];

/** As data: `refuse` throws it, `declareConstraint` says it of a constraint, `problems` of an operation names it. */
export function defineRefusal(definition: RefusalDefinition): Refusal {
  const refusal = { ...definition, code: defineCode(definition.code) };
  refusals.push(refusal);
  return refusal;
}

/** All that the files loaded so far define. */
export function definedRefusals(): readonly Refusal[] {
  return refusals;
}

/** The same at another field. */
export function atField(refusal: Refusal, pointer: string): Refusal {
  return { ...refusal, pointer };
}

/** What this answer says beyond the definition; its members are never those of the example. */
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
