import { defineProblem, problemBody, problemDraft, problemOf, type ProblemDraft } from '#libs/http';
import { DomainError } from '#libs/kernel';
import { RunStopped } from './held-operation.js';

/** Kinds of refusal that are temporary by definition. */
const temporary = new Set(['unavailable', 'rate_limited']);

/** Whether another attempt would fail in the same way. */
export function isFinal(error: unknown): boolean {
  return error instanceof DomainError && !temporary.has(error.kind);
}

export function backOffSeconds(attempts: number): number {
  return 5 * 4 ** (attempts - 1);
}

export const failedTooOften = problemDraft(
  defineProblem({
    status: 500,
    code: 'operation.failed',
    detail: 'It failed again and again and was given up. Quote the request id when you report it.',
    meaning: 'The operation failed again and again and was given up.',
    remedy: 'Report it with the `requestId` of the problem; start the operation again later.',
  }),
);

const tookTooLong = problemDraft(
  defineProblem({
    status: 500,
    code: 'operation.out_of_time',
    detail: 'It took too long each time it was tried and was given up. Quote the request id when you report it.',
    meaning: 'The operation took too long each time it was tried and was given up.',
    remedy: 'Start it again for less at once; else report it with the `requestId` of the problem.',
  }),
);

/** What the client is told of the last failure; of an internal error only that there was one. */
export function failureProblem(error: unknown, id: string, requestId: string): string {
  return problemBody(problemFor(error), `/v1/operations/${id}`, requestId);
}

function problemFor(error: unknown): ProblemDraft {
  if (error instanceof RunStopped) return tookTooLong;
  const problem = problemOf(error, false);
  return problem.status === 500 ? failedTooOften : problem;
}
