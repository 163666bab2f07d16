import { STATUS_CODES } from 'node:http';
import { EXAMPLE_ID, type Reach } from '#libs/kernel';
import type { Problem } from '../problem/define-problem.js';
import { PROBLEM_JSON } from '../problem/problem.js';
import { standardProblems } from '../problem/standard-problems.js';
import { exampleOf, meaningOf, standardAndUsual, usualProblems } from './problem-examples.js';
import { addHeaders, limitHeaders, retryAfter } from './shared-headers.js';

type Json = Record<string, unknown>;

const sharedStatuses = [400, 401, 402, 403, 404, 406, 412, 413, 415, 422, 428, 503] as const;
const keyStatuses = [400, 409, 422] as const;

/** The name of the 400 of operations without a body. */
const parametersAlone = 'BadParameters';

/**
 * components.responses: the problems that many operations share, by a name such as `NotFound`, or `KeyedConflict` where an Idempotency-Key
 * may be the cause.
 * @param instance a path for the examples
 */
export function sharedProblemResponses(hasAccounts: boolean, instance: string): Json {
  const withoutBody: Reach[] = hasAccounts ? ['all', 'accounts'] : ['all'];
  const usual: Reach[] = [...withoutBody, 'bodies'];
  const shared = (status: number, reaches: readonly Reach[]): Json =>
    response(standardAndUsual(status, reaches), instance, textOf(status));
  const responses: Json = Object.fromEntries([
    ...sharedStatuses.map((status) => [responseName(status), shared(status, usual)] as const),
    ...keyStatuses.map((status) => [`Keyed${responseName(status)}`, keyedResponse(status, usual, instance)] as const),
    [parametersAlone, shared(400, withoutBody)] as const,
    ['TooManyRequests', response(limitProblems(hasAccounts), instance, textOf(429))] as const,
    ['Error', shared(500, usual)] as const,
  ]);
  for (const one of hasAccounts ? Object.values(responses) : []) addHeaders(one, limitHeaders);
  for (const name of ['TooManyRequests', 'ServiceUnavailable']) addHeaders(responses[name], retryAfter);
  return responses;
}

function keyedResponse(status: number, usual: readonly Reach[], instance: string): Json {
  const besides = status === 409 ? [] : standardAndUsual(status, usual);
  return response([...besides, ...usualProblems(status, ['keys'])], instance);
}

function limitProblems(isPlanned: boolean): Problem[] {
  return usualProblems(429, isPlanned ? ['limits', 'plans'] : ['limits']);
}

function textOf(status: number): string {
  return meaningOf(standardProblems[status]!);
}

export interface OperationTraits {
  readonly path: string;
  readonly isPublic: boolean;
  readonly isLimited: boolean;
  /** Its calls count towards the quota of the account's plan. */
  readonly isPlanned: boolean;
  readonly takesKey: boolean;
  readonly hasPathParameters: boolean;
  readonly hasBody: boolean;
  /** True also where no body is declared, since a body that is sent is refused. */
  readonly readsBody: boolean;
  readonly hasPrecondition: boolean;
}

/** Every problem of an operation, by status: its own together with those that are usual for the status. */
export function problemResponses(traits: OperationTraits, own: readonly Problem[]): Json {
  const responses: Json = { default: { $ref: '#/components/responses/Error' } };
  for (const status of usualStatuses(traits)) {
    responses[status] = { $ref: `#/components/responses/${sharedName(status, traits)}` };
  }
  const instance = traits.path.replace(/\{\w+\}/g, EXAMPLE_ID);
  for (const status of new Set(own.map((problem) => problem.status))) {
    const problems = own.filter((problem) => problem.status === status);
    const usual = usualProblemsFor(status, traits).filter(({ code }) => !problems.some((one) => one.code === code));
    responses[status] = response([...problems, ...usual], instance);
    if (status === 429 || status === 503) addHeaders(responses[status], retryAfter);
  }
  return responses;
}

function sharedName(status: number, { takesKey, readsBody }: OperationTraits): string {
  if (status === 400 && !readsBody) return parametersAlone;
  return `${takesKey && isOfKeys(status) ? 'Keyed' : ''}${responseName(status)}`;
}

/** Problems of the status that are listed after the operation's own. */
function usualProblemsFor(status: number, traits: OperationTraits): readonly Problem[] {
  if (!usualStatuses(traits).includes(status)) return [];
  if (status === 429) return limitProblems(traits.isPlanned);
  const ofKeys = traits.takesKey ? usualProblems(status, ['keys']) : [];
  if (status === 409) return ofKeys;
  return [...standardAndUsual(status, reachesOf(traits)), ...ofKeys];
}

function reachesOf({ isPlanned, readsBody }: OperationTraits): Reach[] {
  return ['all', ...(isPlanned ? (['accounts'] as const) : []), ...(readsBody ? (['bodies'] as const) : [])];
}

function isOfKeys(status: number): boolean {
  return keyStatuses.some((each) => each === status);
}

function usualStatuses(traits: OperationTraits): number[] {
  const { isPublic, isLimited, isPlanned, takesKey, hasPathParameters, hasBody, hasPrecondition } = traits;
  return [
    400,
    ...(isPublic ? [] : [401, 403]),
    ...(isPlanned && !isPublic ? [402] : []),
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
  problems: readonly Problem[],
  instance: string,
  description = problems.map(meaningOf).join(' '),
): Json {
  const examples = Object.fromEntries(problems.map((each) => [each.code, { value: exampleOf(each, instance) }]));
  return { description, content: { [PROBLEM_JSON]: { schema: { $ref: '#/components/schemas/Problem' }, examples } } };
}
