import type { ControllerRoute } from '../../../../libs/http/routes/controller-routes.js';
import { answerSchema, needsVersion, queryParameters, type Operation } from './described-api.js';
import { presentSchema, propertiesOf, typeOf, type Schema } from './schema.js';

/** A route of the application, as its controller declares it and as the document describes it. */
export interface Subject {
  readonly route: ControllerRoute;
  /** Undefined where the document hides it. */
  readonly operation: Operation | undefined;
  find(method: string, path: string): Operation | undefined;
}

export interface Described extends Subject {
  readonly operation: Operation;
}

type Extensions = Readonly<Record<string, unknown>>;

/** The metadata of the decorators in libs/http/openapi/operation.ts. */
export function extensionsOf({ handler }: ControllerRoute): Extensions {
  return (Reflect.getMetadata('swagger/apiExtension', handler) ?? {}) as Extensions;
}

export const answersOf = (operation: Operation, first: string) =>
  Object.entries(operation.answers).filter(([status]) => status.startsWith(first));

const successOf = (operation: Operation) => answersOf(operation, '2')[0];
export const hasHeader = (operation: Operation, name: string): boolean =>
  name in (successOf(operation)?.[1].headers ?? {});
export const isVersioned = (operation: Operation | undefined): boolean =>
  operation !== undefined && 'version' in propertiesOf(answerSchema(operation));

/** `/v1/things/{id}/verb` → `/v1/things/{id}` */
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** A POST on a verb of a resource, rather than on a list below it. */
function isTransition({ operation: { method, path }, find }: Described): boolean {
  return method === 'POST' && parentOf(path).endsWith('}') && find('GET', path) === undefined;
}

/** The resource that a request would change without having seen its version. */
export function changesUnseen(subject: Described): boolean {
  const { operation, route, find } = subject;
  if (needsVersion(operation) || 'x-unconditional' in extensionsOf(route)) return false;
  if (operation.method === 'PATCH' || operation.method === 'PUT') return true;
  if (operation.method === 'DELETE') return isVersioned(find('GET', operation.path));
  const isOfItsParent = isVersioned(operation) && isVersioned(find('GET', parentOf(operation.path)));
  return isTransition(subject) && isOfItsParent;
}

/** A change by an operator that nobody could later ask the log about. Who signs in or out gives none. */
export function changesWithoutReason({ access, method, permission, body }: Operation): boolean {
  if (access !== 'operator' || method === 'GET' || permission === undefined) return false;
  return !(presentSchema(body ?? {}).required ?? []).includes('reason');
}

export function isListShaped(operation: Operation): boolean {
  const schema = answerSchema(operation);
  if (operation.method !== 'GET' || !schema) return false;
  return typeOf(schema) === 'array' || typeOf(propertiesOf(schema)['data'] ?? {}) === 'array';
}

/** Every read of one resource, and every response with an id or a version. */
export function isSingle(operation: Operation): boolean {
  const schema = answerSchema(operation);
  const members = propertiesOf(schema);
  const isRead = operation.method === 'GET' && schema !== undefined && !isListShaped(operation);
  return isRead || 'id' in members || 'version' in members;
}

export function paginationFault(operation: Operation): string | undefined {
  const parameters = queryParameters(operation).map(({ name }) => name);
  const members = Object.keys(propertiesOf(answerSchema(operation)));
  const absent = [
    ...['limit', 'cursor', 'include'].filter((name) => !parameters.includes(name)),
    ...['data', 'nextCursor', 'total'].filter((name) => !members.includes(name)),
    ...(hasHeader(operation, 'Link') ? [] : ['Link']),
  ];
  return absent.length > 0 ? `lacks ${absent.join(', ')}` : undefined;
}

/** A list whose rows have a time of change, but which cannot be filtered by it. */
export function changesFault(operation: Operation): string | undefined {
  const row = propertiesOf(answerSchema(operation))['data']?.items;
  if (!isListShaped(operation) || !('updatedAt' in propertiesOf(row))) return undefined;
  const parameters = queryParameters(operation);
  const sorts: readonly unknown[] = parameters.find(({ name }) => name === 'sort')?.schema.enum ?? [];
  const absent = [
    ...['updatedAfter', 'updatedBefore'].filter((name) => !parameters.some((each) => each.name === name)),
    ...['updatedAt', '-updatedAt'].filter((name) => !sorts.includes(name)).map((name) => `sort=${name}`),
  ];
  return absent.length > 0 ? `lacks ${absent.join(', ')}: updatedAt of its tenantList` : undefined;
}

export function bulkFault(operation: Operation): string | undefined {
  const { maxItems } = (propertiesOf(operation.body)['items'] ?? {}) as { maxItems?: number };
  const [result] = answersOf(operation, '207').map(([, { content }]) => content?.['application/json']?.schema);
  const members = Object.keys(propertiesOf(propertiesOf(result)['items']?.items));
  const isWhole = ['index', 'id', 'status', 'problem'].every((name) => members.includes(name));
  const isAtomic = queryParameters(operation).some(({ name }) => name === 'atomic');
  if (operation.method !== 'POST' || !isWhole) return 'does not answer 207 with one';
  return maxItems === 100 && isAtomic ? undefined : 'does not take up to 100 items, or `atomic`';
}

/** Created by the server and sent back unchanged. */
const opaque = new Set(['cursor']);

/** Members of bodies and responses, and parameters, whose contents nothing describes. */
export function withoutExample(operation: Operation): string[] {
  const bodies = [operation.body, answerSchema(operation)];
  const inBodies = bodies.flatMap((schema) => (schema ? unexplained(schema, '') : []));
  const given = operation.parameters.filter(({ in: where, name }) => where !== 'header' && !opaque.has(name));
  const inParameters = given.flatMap(({ name, schema, example }) =>
    example === undefined ? unexplained(schema, name) : [],
  );
  return [...inBodies, ...inParameters];
}

const explains = ['example', 'examples', 'enum', 'default', 'const'];

/** Places in a value for which neither they nor their parents have an example. */
function unexplained(schema: Schema, place: string): string[] {
  const present = presentSchema(schema);
  if (explains.some((name) => name in schema || name in present)) return [];
  if (present.items) return unexplained(present.items, `${place}/*`);
  const members = Object.entries(present.properties ?? {});
  return members.length === 0 ? [place] : members.flatMap(([name, member]) => unexplained(member, `${place}/${name}`));
}

/** A file may end with its type. */
const kebab = /^[a-z]+(-[a-z]+)*(\.svg)?$/;
const camel = /^[a-z][A-Za-z0-9]*$/;

export function wrongNames(operation: Operation): string {
  const steps = operation.path.split('/').filter((step) => step !== '' && !step.startsWith('{') && step !== 'v1');
  const names = [...queryParameters(operation).map(({ name }) => name), ...Object.keys(propertiesOf(operation.body))];
  return [...steps.filter((step) => !kebab.test(step)), ...names.filter((name) => !camel.test(name))].join(', ');
}

const operationMembers = ['id', 'status', 'progress', 'result', 'error'];

export function addressFault(operation: Operation): string | undefined {
  const members = Object.keys(propertiesOf(answerSchema(operation)));
  if ('201' in operation.answers && !hasHeader(operation, 'Location')) return '201 without Location';
  if (!('202' in operation.answers)) return undefined;
  const isWhole = operationMembers.every((name) => members.includes(name));
  const hasHeaders = hasHeader(operation, 'Location') && hasHeader(operation, 'Retry-After');
  return isWhole && hasHeaders ? undefined : '202 without an operation, Location or Retry-After';
}
