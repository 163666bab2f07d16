import { STATUS_CODES } from 'node:http';
import { PROBLEM_JSON, standardProblems } from '../problem/problem.js';
import type { ProblemDoc } from './operation.js';
import { burstProblem, exampleOf, EXAMPLE_ID, keyProblems, monthProblem, usualProblems } from './problem-examples.js';
import { addHeaders, limitHeaders, retryAfter } from './shared-headers.js';

type Json = Record<string, unknown>;

const sharedStatuses = [400, 401, 403, 404, 406, 412, 413, 415, 422, 428, 503] as const;

/** The name of the 400 where no body is read. */
const parametersAlone = 'BadParameters';

export const problemSchemas: Json = {
  Problem: {
    type: 'object',
    description: 'A refusal in the form of RFC 9457. Some carry further members, which their operation describes.',
    required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId'],
    properties: {
      type: { type: 'string', format: 'uri-reference', description: 'URN of the kind of problem' },
      title: { type: 'string', description: 'The status in words' },
      status: { type: 'integer', format: 'int32', minimum: 400, maximum: 599, description: 'The HTTP status' },
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
    additionalProperties: true,
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

/**
 * components.responses: each refusal that many operations share, by a name such as `NotFound`, or `KeyedConflict` where an
 * Idempotency-Key may be why.
 * @param instance a path that stands for all
 */
export function sharedProblemResponses(isLimited: boolean, instance: string): Json {
  const limits = isLimited ? [burstProblem, monthProblem] : [burstProblem];
  const responses: Json = Object.fromEntries([
    ...sharedStatuses.map((status) => [responseName(status), sharedResponse(status, isLimited, instance)] as const),
    ...Object.keys(keyProblems)
      .map(Number)
      .map((status) => [`Keyed${responseName(status)}`, keyedResponse(status, isLimited, instance)] as const),
    [parametersAlone, sharedResponse(400, isLimited, instance, false)] as const,
    ['TooManyRequests', response(limits, instance, standardProblems[429]!.detail)] as const,
    ['Error', sharedResponse(500, isLimited, instance)] as const,
  ]);
  for (const one of isLimited ? Object.values(responses) : []) addHeaders(one, limitHeaders);
  for (const name of ['TooManyRequests', 'ServiceUnavailable']) addHeaders(responses[name], retryAfter);
  return responses;
}

function sharedResponse(status: number, hasAccounts: boolean, instance: string, readsBody = true): Json {
  return response(usualProblems(status, { hasAccounts, readsBody }), instance, standardProblems[status]!.detail);
}

function keyedResponse(status: number, hasAccounts: boolean, instance: string): Json {
  const usual = status === 409 ? [] : usualProblems(status, { hasAccounts, readsBody: true });
  return response([...usual, ...keyProblems[status]!], instance);
}

export interface OperationTraits {
  readonly path: string;
  readonly isPublic: boolean;
  readonly isLimited: boolean;
  /** Its calls are among those that the plan of an account includes. */
  readonly isPlanned: boolean;
  readonly takesKey: boolean;
  readonly hasPathParameters: boolean;
  readonly hasBody: boolean;
  /** Also where it takes none: what is sent is refused then. */
  readonly readsBody: boolean;
  readonly hasPrecondition: boolean;
}

/** Every refusal an operation may answer, by status. Its own problems stand beside what is usual for their status. */
export function problemResponses(traits: OperationTraits, own: readonly ProblemDoc[]): Json {
  const responses: Json = { default: { $ref: '#/components/responses/Error' } };
  for (const status of usualStatuses(traits)) {
    responses[status] = { $ref: `#/components/responses/${sharedName(status, traits)}` };
  }
  const instance = traits.path.replace(/\{\w+\}/g, EXAMPLE_ID);
  for (const status of new Set(own.map((problem) => problem.status))) {
    const problems = own.filter((problem) => problem.status === status);
    responses[status] = response([...problems, ...problemsBeside(status, traits)], instance);
    if (status === 429 || status === 503) addHeaders(responses[status], retryAfter);
  }
  return responses;
}

function sharedName(status: number, { takesKey, readsBody }: OperationTraits): string {
  if (status === 400 && !readsBody) return parametersAlone;
  return `${takesKey && keyProblems[status] ? 'Keyed' : ''}${responseName(status)}`;
}

/** What stands beside an operation's own problems of the status. */
function problemsBeside(status: number, traits: OperationTraits): readonly ProblemDoc[] {
  if (!usualStatuses(traits).includes(status)) return [];
  if (status === 429) return traits.isPlanned ? [burstProblem, monthProblem] : [burstProblem];
  const ofKeys = traits.takesKey ? (keyProblems[status] ?? []) : [];
  if (status === 409) return ofKeys;
  return [...usualProblems(status, { hasAccounts: traits.isPlanned, readsBody: traits.readsBody }), ...ofKeys];
}

function usualStatuses(traits: OperationTraits): number[] {
  const { isPublic, isLimited, takesKey, hasPathParameters, hasBody, hasPrecondition } = traits;
  return [
    400,
    ...(isPublic ? [] : [401, 403]),
    ...(hasPathParameters ? [404] : []),
    406,
    ...(takesKey ? [409] : []),
    ...(hasPrecondition ? [412, 428] : []),
    ...(hasBody ? [413, 415] : []),
    ...(hasBody || takesKey ? [422] : []),
    ...(isLimited ? [429] : []),
    503,
  ];
}

function responseName(status: number): string {
  return STATUS_CODES[status]!.replace(/\W/g, '');
}

function response(
  problems: readonly ProblemDoc[],
  instance: string,
  description = problems.map(({ detail }) => detail).join(' '),
): Json {
  const examples = Object.fromEntries(problems.map((each) => [each.code, { value: exampleOf(each, instance) }]));
  return { description, content: { [PROBLEM_JSON]: { schema: { $ref: '#/components/schemas/Problem' }, examples } } };
}
