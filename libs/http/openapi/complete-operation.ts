import type { Access } from '../access/access.js';
import type { Deprecation } from '../deprecation/deprecated.js';
import { describeDeprecation } from './deprecated-operation.js';
import type { Problem } from '../problem/define-problem.js';
import { problemResponses } from './problem-responses.js';
import type { Schema } from './sample.js';
import { addHeaders, idempotencyKey, limitHeaders, replayed } from './shared-headers.js';

export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  style?: string;
  explode?: boolean;
}

export interface Operation {
  operationId?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content?: Record<string, unknown> };
  responses: Record<string, unknown>;
  security?: Record<string, string[]>[];
  'x-access'?: Access;
  'x-deprecation'?: Deprecation;
  'x-problems'?: readonly Problem[];
  'x-permission'?: string;
}

/** Adds what no handler has to repeat: who may call it, every refusal, how lists of values are written. */
export function completeOperation(operation: Operation, path: string, method: string, scheme: string): void {
  const { 'x-access': access = { kind: 'public' }, 'x-problems': own = [], 'x-deprecation': deprecation } = operation;
  for (const note of ['x-access', 'x-problems', 'x-deprecation'] as const) delete operation[note];
  demand(operation, access, scheme);
  if (deprecation) describeDeprecation(operation, deprecation);
  for (const parameter of operation.parameters ?? []) separateByCommas(parameter);
  if (method === 'patch') acceptMergePatch(operation);
  const traits = traitsOf(operation, access, path, method);
  if (traits.takesKey) takeKey(operation);
  Object.assign(operation.responses, problemResponses(traits, own));
  for (const response of traits.isLimited ? Object.values(operation.responses) : []) addHeaders(response, limitHeaders);
}

function demand(operation: Operation, access: Access, scheme: string): void {
  operation.security = access.kind === 'public' ? [] : [{ [scheme]: [] }];
  if (access.kind !== 'permission') return;
  operation['x-permission'] = access.permission;
  operation.description = `${operation.description ?? ''} Needs the permission \`${access.permission}\`.`.trim();
}

function traitsOf({ parameters = [], requestBody }: Operation, access: Access, path: string, method: string) {
  const isPublic = access.kind === 'public';
  const isAdmin = path.startsWith('/admin/');
  return {
    path,
    isPublic,
    isLimited: !isAdmin || isPublic,
    isPlanned: !isAdmin,
    takesKey: method === 'post' && !isAdmin && !isPublic,
    hasPathParameters: path.includes('{'),
    hasBody: requestBody !== undefined,
    readsBody: method !== 'get',
    hasPrecondition: parameters.some(({ name }) => name === 'If-Match'),
  };
}

function takeKey(operation: Operation): void {
  operation.parameters = [...(operation.parameters ?? []), idempotencyKey as unknown as Parameter];
  for (const [status, response] of Object.entries(operation.responses))
    if (status.startsWith('2')) addHeaders(response, replayed);
}

function separateByCommas(parameter: Parameter): void {
  if (parameter.in !== 'query' || parameter.schema?.type !== 'array') return;
  parameter.style = 'form';
  parameter.explode = false;
}

function acceptMergePatch({ requestBody }: Operation): void {
  const json = requestBody?.content?.['application/json'];
  if (json) requestBody.content!['application/merge-patch+json'] = json;
}
