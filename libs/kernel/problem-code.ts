import type { FieldCode } from './field-codes.js';

declare const isDefined: unique symbol;

/** The code of a defined problem. Problems accept no other text, so that the documentation of codes is complete. */
export type ProblemCode = string & { readonly [isDefined]: true };

/** The code of an entry in `errors`: a fault that any field may have, or a problem. */
export type FieldErrorCode = FieldCode | ProblemCode;

const form = /^[a-z_]+\.[a-z_]+$/;
const defined = new Set<string>();

/** @throws Error when the code is defined already, since each code has one meaning */
export function defineCode(code: string): ProblemCode {
  if (!form.test(code)) throw new Error(`${code} is no code of a problem: <noun>.<what_is_wrong> is one.`);
  if (defined.has(code)) throw new Error(`${code} is defined twice. Use the definition that there is.`);
  defined.add(code);
  return code as ProblemCode;
}
