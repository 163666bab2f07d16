import type { HttpClient } from '#libs/testing';

type Json = Readonly<Record<string, unknown>>;

interface Media {
  readonly example?: Json;
  readonly examples?: Readonly<Record<string, { readonly value: Json }>>;
}

interface Parameter {
  readonly in?: string;
  readonly name?: string;
  readonly $ref?: string;
  readonly example?: string;
}

export interface ShownOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

export interface ShownCall {
  readonly id: string;
  /** Of the example, where there are several. */
  readonly name: string;
  readonly method: string;
  readonly isCreation: boolean;
  readonly path: string;
  /** Where the version is read that a change demands. */
  readonly versionAt: string | undefined;
  readonly body: Json | undefined;
  /** What the document says that it is answered. */
  readonly answer: Json | undefined;
}

export interface ShownDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ShownOperation>>>>;
}

/** Every change that the document shows, as a reader would send it: address, body and the answer to expect. */
export function shownChanges({ paths }: ShownDocument): ShownCall[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => ['post', 'put', 'patch'].includes(method))
      .flatMap(([method, operation]) => callsOf(path, method, operation, readingOf(paths, path))),
  );
}

/** The address at which the version of what is changed is read: its own, or the one that its verb stands behind. */
function readingOf(paths: ShownDocument['paths'], path: string): string {
  if (path.includes('/{id}')) return `${path.split('/{id}', 1)[0]!}/{id}`;
  return paths[path]?.['get'] ? path : path.slice(0, path.lastIndexOf('/'));
}

function callsOf(path: string, method: string, operation: ShownOperation, reading: string): ShownCall[] {
  const { operationId: id, parameters = [], requestBody, responses } = operation;
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => parameters.find((each) => each.name === name)?.example ?? name);
  const takesVersion = parameters.some(({ name }) => name === 'If-Match');
  const [status = '', { content } = {}] = Object.entries(responses).find(([each]) => each.startsWith('2')) ?? [];
  const common = {
    ...{ id, method, isCreation: status === '201', path: filled(path), answer: content?.['application/json']?.example },
    versionAt: takesVersion ? filled(reading) : undefined,
  };
  const media = requestBody?.content['application/json'];
  if (!media?.examples) return [{ ...common, name: 'example', body: media?.example }];
  return Object.entries(media.examples).map(([name, { value }]) => ({ ...common, name, body: value }));
}

interface ShownAnswer {
  readonly where: string;
  readonly answer: Json | undefined;
  /** What the fullest example of the body sends. */
  readonly sent: Json | undefined;
}

export function shownAnswers({ paths }: ShownDocument): ShownAnswer[] {
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  return operations.flatMap(({ operationId, requestBody, responses }) => {
    const body = requestBody?.content['application/json'];
    const sent = body?.example ?? body?.examples?.['full']?.value;
    const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'));
    return answers.map(([status, { content }]) => {
      const answer = content?.['application/json']?.example;
      // each item has a result of its own
      return { where: `${operationId} ${status}`, answer, sent: status === '207' ? undefined : sent };
    });
  });
}

export async function send(client: HttpClient, { method, path, versionAt, body }: ShownCall) {
  const request = client[method as 'post' | 'put' | 'patch'](path);
  if (versionAt) request.set('If-Match', (await client.get(versionAt).expect(200)).headers['etag'] as string);
  return body === undefined ? request : request.send(body);
}
