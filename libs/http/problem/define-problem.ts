import { defineCode, type ProblemCode, type Refusal, type RefusalDefinition } from '#libs/kernel';
import { statusOfKind, type ProblemDraft } from './problem.js';

/** What only HTTP knows as a refusal: its status says no kind of the domain's. */
export type ProblemDefinition = Omit<RefusalDefinition, 'kind'> & { readonly status: number };
export type Problem = Omit<ProblemDefinition, 'code'> & { readonly code: ProblemCode };

const problems: Problem[] = [];

export function defineProblem(definition: ProblemDefinition): Problem {
  const problem = { ...definition, code: defineCode(definition.code) };
  problems.push(problem);
  return problem;
}

/** All that the files loaded so far define. */
export function definedProblems(): readonly Problem[] {
  return problems;
}

/** A refusal of the domain as HTTP sees it. */
export function asProblem(refusal: Refusal | Problem): Problem {
  if ('status' in refusal) return refusal;
  const { kind, ...rest } = refusal;
  return { status: statusOfKind[kind], ...rest };
}

/** On its way to becoming an answer, which says more where there is more to say. */
export function problemDraft(refusal: Refusal | Problem, more: Partial<ProblemDraft> = {}): ProblemDraft {
  const { status, code, detail, retryAfterSeconds } = asProblem(refusal);
  return { status, code, detail, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }), ...more };
}
