import { defineCode, type ProblemCode, type Refusal, type RefusalDefinition } from '#libs/kernel';
import { statusOfKind, type ProblemDraft } from './problem.js';

/** A problem that exists only in HTTP, whose status corresponds to no kind of a domain error. */
export type ProblemDefinition = Omit<RefusalDefinition, 'kind'> & { readonly status: number };
export type Problem = Omit<ProblemDefinition, 'code'> & { readonly code: ProblemCode };

const problems: Problem[] = [];

export function defineProblem(definition: ProblemDefinition): Problem {
  const problem = { ...definition, code: defineCode(definition.code) };
  problems.push(problem);
  return problem;
}

/** All definitions of the files that are loaded so far. */
export function definedProblems(): readonly Problem[] {
  return problems;
}

/** A refusal of the domain as a problem with a status. */
export function asProblem(refusal: Refusal | Problem): Problem {
  if ('status' in refusal) return refusal;
  const { kind, ...rest } = refusal;
  return { status: statusOfKind[kind], ...rest };
}

/** A draft of the response, with details that replace those of the definition. */
export function problemDraft(refusal: Refusal | Problem, more: Partial<ProblemDraft> = {}): ProblemDraft {
  const { status, code, detail, retryAfterSeconds } = asProblem(refusal);
  return { status, code, detail, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }), ...more };
}
