import { STATUS_CODES } from 'node:http';
import { PROBLEM_JSON, standardProblems } from '../problem/problem.js';
import type { ProblemDoc } from './operation.js';
import { exampleOf, furtherProblems } from './problem-examples.js';

type Json = Record<string, unknown>;

const sharedStatuses = [400, 401, 403, 404, 406, 412, 413, 415, 422, 428, 503] as const;

export const problemSchemas: Json = {
  Problem: {
    type: 'object',
    description: 'A refusal in the form of RFC 9457. Some carry further members, which their operation describes.',
    required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId'],
    properties: {
      type: { type: 'string', format: 'uri-reference', description: 'URN of the kind of problem' },
      title: { type: 'string', description: 'The status in words' },
      status: { type: 'integer', minimum: 400, maximum: 599, description: 'The HTTP status' },
      detail: { type: 'string', description: 'What went wrong, for people' },
      instance: { type: 'string', description: 'Path of the request' },
      code: { type: 'string', description: 'What went wrong, for programs; stable' },
      requestId: { type: 'string', description: 'Quote it when you ask us' },
      errors: {
        type: 'array',
        description: 'Each wrong field or parameter',
        items: { $ref: '#/components/schemas/FieldError' },
      },
    },
  },
  FieldError: {
    type: 'object',
    required: ['pointer', 'code', 'detail'],
    properties: {
      pointer: {
        type: 'string',
        description: 'JSON pointer (RFC 6901) into the body, or / and the name of the parameter',
      },
      code: { type: 'string', description: 'What is wrong, for programs' },
      detail: { type: 'string', description: 'What is wrong, for people' },
    },
  },
};

/** components.responses: each refusal that many operations share, by a name such as `NotFound`. */
export const sharedProblemResponses: Json = Object.fromEntries([
  ...sharedStatuses.map((status) => [responseName(status), sharedResponse(status)] as const),
  ['Error', sharedResponse(500)],
]);

function sharedResponse(status: number): Json {
  const usual = shared(status);
  return response([usual, ...(furtherProblems[status] ?? [])], usual.detail);
}

export interface OperationTraits {
  readonly isPublic: boolean;
  readonly hasPathParameters: boolean;
  readonly hasBody: boolean;
  readonly hasPrecondition: boolean;
}

/** Every refusal an operation may answer, by status. Its own problems stand beside what is usual for their status. */
export function problemResponses(traits: OperationTraits, own: readonly ProblemDoc[]): Json {
  const responses: Json = { default: { $ref: '#/components/responses/Error' } };
  for (const status of usualStatuses(traits))
    responses[status] = { $ref: `#/components/responses/${responseName(status)}` };
  for (const status of new Set(own.map((problem) => problem.status))) {
    const problems = own.filter((problem) => problem.status === status);
    responses[status] = response(status in responses ? [...problems, shared(status)] : problems);
  }
  return responses;
}

function usualStatuses({ isPublic, hasPathParameters, hasBody, hasPrecondition }: OperationTraits): number[] {
  return [
    400,
    ...(isPublic ? [] : [401, 403]),
    ...(hasPathParameters ? [404] : []),
    406,
    ...(hasPrecondition ? [412, 428] : []),
    ...(hasBody ? [413, 415, 422] : []),
    503,
  ];
}

function shared(status: number): ProblemDoc {
  return { status, ...standardProblems[status]! };
}

function responseName(status: number): string {
  return STATUS_CODES[status]!.replace(/\W/g, '');
}

function response(problems: readonly ProblemDoc[], description = problems.map(({ detail }) => detail).join(' ')): Json {
  const examples = Object.fromEntries(problems.map((problem) => [problem.code, { value: exampleOf(problem) }]));
  return { description, content: { [PROBLEM_JSON]: { schema: { $ref: '#/components/schemas/Problem' }, examples } } };
}
