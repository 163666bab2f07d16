import type { FieldCode } from './field-codes.js';

declare const isDefined: unique symbol;

/** The code of a problem that is defined. Answers take no other text, so that there is none that the page of codes leaves out. */
export type ProblemCode = string & { readonly [isDefined]: true };

/** What an entry of `errors` says is wrong: a fault that any field may have, or what the problem itself says. */
export type FieldErrorCode = FieldCode | ProblemCode;

const form = /^[a-z_]+\.[a-z_]+$/;
const defined = new Set<string>();

/** @throws Error for a code that another definition has: one code means one thing */
export function defineCode(code: string): ProblemCode {
  if (!form.test(code)) throw new Error(`${code} is no code of a problem: <noun>.<what_is_wrong> is one.`);
  if (defined.has(code)) throw new Error(`${code} is defined twice. Use the definition that there is.`);
  defined.add(code);
  return code as ProblemCode;
}
