import { STATUS_CODES } from 'node:http';
import { definedRefusals, EXAMPLE_ID, type FieldError, type Reach } from '#libs/kernel';
import { unknownField } from '../fields/index.js';
import { asProblem, type Problem } from '../problem/define-problem.js';
import { problemType } from '../problem/problem.js';
import { invalidParameter, invalidValue, repeatedParameter, unknownParameter } from '../problem/request-problems.js';
import { standardProblems } from '../problem/standard-problems.js';

/** Problems with this status that such operations may have without naming them, sorted by code. */
export function usualProblems(status: number, reaches: readonly Reach[]): Problem[] {
  const asParameters = { ...asProblem(invalidValue), status: 400 };
  return [...definedRefusals().map(asProblem), asParameters]
    .filter((problem) => problem.status === status && problem.usualFor && reaches.includes(problem.usualFor))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The same, after the problem for the status alone. */
export function standardAndUsual(status: number, reaches: readonly Reach[]): Problem[] {
  return [standardProblems[status]!, ...usualProblems(status, reaches)];
}

const fieldErrors: Readonly<Record<string, readonly FieldError[]>> = {
  'request.invalid': [{ pointer: '/name', code: 'field.required', detail: 'is required' }],
  [unknownField.code]: [{ pointer: '/colour', code: unknownField.code, detail: 'is not a field of this request' }],
  [unknownParameter.code]: [{ pointer: '/colour', code: unknownParameter.code, detail: 'is not a parameter here' }],
  [repeatedParameter.code]: [{ pointer: '/limit', code: repeatedParameter.code, detail: 'must be given once' }],
  [invalidParameter.code]: [{ pointer: '/limit', code: 'field.too_small', detail: 'must not be less than 1' }],
};

/** The description of a problem in the document. */
export function meaningOf({ meaning, detail }: Problem): string {
  return meaning ?? detail;
}

/** A problem as it is sent for a request with this path. */
export function exampleOf(problem: Problem, instance: string): object {
  const { status, code, pointer, members } = problem;
  const detail = meaningOf(problem);
  const errors = pointer === undefined ? fieldErrors[code] : [{ pointer, code, detail }];
  return {
    type: problemType(code),
    title: STATUS_CODES[status],
    status,
    detail,
    instance,
    code,
    requestId: EXAMPLE_ID,
    ...(errors && { errors }),
    ...members,
  };
}
