import type { HttpCaller } from './http-caller.js';
import type { Schema } from './schema.js';

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly schema: Schema;
  readonly example?: unknown;
  readonly description?: string;
  readonly style?: string;
  readonly explode?: boolean;
}

interface DescribedAnswer {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema; readonly examples?: Examples }>>;
  readonly headers?: Readonly<Record<string, unknown>>;
}

type Examples = Readonly<Record<string, { readonly value: unknown }>>;

/** One operation of the served documents. */
export interface Operation {
  readonly id: string;
  /** Its tag. */
  readonly tag: string;
  readonly method: string;
  /** With the names of parameters in braces. */
  readonly path: string;
  readonly access: 'public' | 'user' | 'operator';
  readonly permission: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly bodyTypes: readonly string[];
  readonly body: Schema | undefined;
  readonly answers: Readonly<Record<string, DescribedAnswer>>;
}

interface RawOperation {
  operationId: string;
  tags: string[];
  security: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, DescribedAnswer>;
  'x-permission'?: string;
}

type Document = Readonly<{ paths: Record<string, Record<string, RawOperation>>; components: { schemas: object } }>;

const documents = ['/openapi.json', '/admin/openapi.json'];

/** The API document of the running application. The suites name no route themselves. */
export class DescribedApi {
  private constructor(
    readonly operations: readonly Operation[],
    readonly schemas: Readonly<Record<string, Schema>>,
  ) {}

  static async of(http: HttpCaller): Promise<DescribedApi> {
    const answers = await Promise.all(documents.map((path) => http.send({ method: 'GET', path })));
    return DescribedApi.from(answers.map(({ json }) => json as unknown));
  }

  static from(texts: readonly unknown[]): DescribedApi {
    const resolved = texts.map((document) => resolve(document, document) as Document);
    const schemas = Object.assign(
      {},
      ...resolved.map(({ components }) => components.schemas),
    ) as DescribedApi['schemas'];
    return new DescribedApi(resolved.flatMap(operationsOf), schemas);
  }

  operation(id: string): Operation {
    const found = this.operations.find((operation) => operation.id === id);
    if (!found) throw new Error(`There is no operation ${id}: test/e2e/contract/api/recipes names it.`);
    return found;
  }

  find(method: string, path: string): Operation | undefined {
    return this.operations.find((operation) => operation.method === method && operation.path === path);
  }
}

function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, raw]) => operationOf(path, method.toUpperCase(), raw)),
  );
}

function operationOf(path: string, method: string, raw: RawOperation): Operation {
  const content = raw.requestBody?.content ?? {};
  const scheme = raw.security.flatMap(Object.keys)[0];
  const { default: _, ...answers } = raw.responses;
  return {
    id: raw.operationId,
    tag: raw.tags[0]!,
    method,
    path,
    access: scheme === undefined ? 'public' : path.startsWith('/admin/') ? 'operator' : 'user',
    permission: raw['x-permission'],
    parameters: raw.parameters ?? [],
    bodyTypes: Object.keys(content),
    body: content['application/json']?.schema,
    answers,
  };
}

/** The document with every reference replaced by what it refers to. */
function resolve(node: unknown, root: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => resolve(item, root));
  const { $ref: reference } = node as { $ref?: unknown };
  if (typeof reference === 'string') return resolve(at(root, reference), root);
  return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, resolve(member, root)]));
}

function at(root: unknown, reference: string): unknown {
  const steps = reference.slice(2).split('/');
  return steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], root);
}

/** Names of the path's parameters, in order. */
export function pathParameters({ path }: Operation): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
}

export function queryParameters({ parameters }: Operation): Parameter[] {
  return parameters.filter((parameter) => parameter.in === 'query');
}

export function needsVersion({ parameters }: Operation): boolean {
  return parameters.some(({ name }) => name === 'If-Match');
}

/** A GET that returns pages. */
export function isList(operation: Operation): boolean {
  return operation.method === 'GET' && 'nextCursor' in (answerSchema(operation)?.properties ?? {});
}

/** The schema of the successful response; undefined where it has no body. */
export function answerSchema({ answers }: Operation): Schema | undefined {
  const [status] = Object.keys(answers).filter((each) => each.startsWith('2'));
  return answers[status ?? '']?.content?.['application/json']?.schema;
}
