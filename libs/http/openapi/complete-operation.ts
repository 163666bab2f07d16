import { neededPermission, type Access } from '../access/access.js';
import type { Deprecation } from '../deprecation/deprecated.js';
import { describeDeprecation } from './deprecated-operation.js';
import type { Problem } from '../problem/define-problem.js';
import type { OperationDoc } from './operation.js';
import { problemResponses } from './problem-responses.js';
import type { Schema } from './sample.js';
import { addHeaders, headerParameters, limitHeaders, replayed } from './shared-headers.js';

export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  description?: string;
  example?: unknown;
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
  'x-example'?: Pick<OperationDoc, 'row' | 'sends' | 'shows'>;
}

/** Adds what no handler should repeat: who may call the operation, every problem, how lists of values are written. */
export function completeOperation(operation: Operation, path: string, method: string, scheme: string): void {
  const { 'x-access': access = { kind: 'public' }, 'x-problems': own = [], 'x-deprecation': deprecation } = operation;
  for (const note of ['x-access', 'x-problems', 'x-deprecation'] as const) delete operation[note];
  documentAccess(operation, access, scheme);
  if (deprecation) describeDeprecation(operation, deprecation);
  for (const parameter of operation.parameters ?? []) separateByCommas(parameter);
  const traits = traitsOf(operation, access, path, method);
  if (traits.takesKey) markReplayed(operation);
  addHeaderParameters(operation, traits);
  Object.assign(operation.responses, problemResponses(traits, own));
  for (const response of traits.isLimited ? Object.values(operation.responses) : []) addHeaders(response, limitHeaders);
}

function documentAccess(operation: Operation, access: Access, scheme: string): void {
  operation.security = access.kind === 'public' ? [] : [{ [scheme]: [] }];
  if (access.kind === 'signed_in' && !access.apiKeys) describe(operation, 'Takes no API key.');
  const permission = neededPermission(access);
  if (permission === undefined) return;
  operation['x-permission'] = permission;
  describe(operation, `Needs the permission \`${permission}\`.`);
}

function describe(operation: Operation, more: string): void {
  operation.description = `${operation.description ?? ''} ${more}`.trim();
}

function traitsOf({ parameters = [], requestBody }: Operation, access: Access, path: string, method: string) {
  const isPublic = access.kind === 'public';
  const isAdmin = path.startsWith('/admin/');
  return {
    path,
    isPublic,
    isLimited: !isAdmin || isPublic,
    isPlanned: !isAdmin,
    takesKey: method === 'post' && !isPublic,
    hasPathParameters: path.includes('{'),
    hasBody: requestBody !== undefined,
    readsBody: method !== 'get',
    hasPrecondition: parameters.some(({ name }) => name === 'If-Match'),
  };
}

/** Headers that hooks read, so that no handler declares them. */
function addHeaderParameters(operation: Operation, traits: ReturnType<typeof traitsOf>): void {
  const { idempotencyKey, ifNoneMatch, tenant } = headerParameters;
  const headers = [
    ...(traits.takesKey ? [idempotencyKey] : []),
    ...('304' in operation.responses ? [ifNoneMatch] : []),
    // without a token the request must name the account
    ...(traits.isPublic && traits.isPlanned ? [tenant] : []),
  ];
  if (headers.length > 0)
    operation.parameters = [...(operation.parameters ?? []), ...(headers as unknown as Parameter[])];
}

function markReplayed(operation: Operation): void {
  for (const [status, response] of Object.entries(operation.responses))
    if (status.startsWith('2')) addHeaders(response, replayed);
}

const severalValues = 'several: separated by commas, or the parameter repeated';

function separateByCommas(parameter: Parameter): void {
  if (parameter.in !== 'query' || parameter.schema?.type !== 'array') return;
  parameter.style = 'form';
  parameter.explode = false;
  parameter.description = `${parameter.description ?? ''} (${severalValues})`.trim();
}
