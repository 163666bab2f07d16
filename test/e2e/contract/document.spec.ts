import { readFileSync } from 'node:fs';
import { announcedEvents, internalEvents } from '#libs/kernel';
import { createTestApp, type TestApp } from '#libs/testing';
import { checkExamples } from './api/document-examples.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document is read here as any consumer reads it
type Json = any;

const surfaces = [
  ['/openapi.json', 'docs/openapi.json'],
  ['/admin/openapi.json', 'docs/openapi-admin.json'],
] as const;

let testApp: TestApp;
const served = new Map<string, Json>();

beforeAll(async () => {
  testApp = await createTestApp();
  for (const [path] of surfaces) served.set(path, (await testApp.anonymous.get(path).expect(200)).body);
});

interface Described {
  readonly where: string;
  readonly path: string;
  readonly operation: Json;
  readonly document: Json;
}

function operations(): Described[] {
  return [...served.values()].flatMap((document) =>
    Object.entries<Json>(document.paths).flatMap(([path, item]) =>
      Object.entries<Json>(item).map(([method, operation]) => ({
        where: `${method.toUpperCase()} ${path}`,
        path,
        operation,
        document,
      })),
    ),
  );
}

/** The names of places where something is missing. */
function missing(check: (described: Described) => Record<string, unknown>): string[] {
  return operations().flatMap((described) =>
    Object.entries(check(described))
      .filter(([, present]) => !present)
      .map(([what]) => `${described.where}: ${what}`),
  );
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const resolved = (node: Json, document: Json) =>
  node?.$ref
    ? node.$ref
        .split('/')
        .slice(1)
        .reduce((part: Json, step: string) => part[step], document)
    : node;

const parametersOf = (operation: Json, document: Json): Json[] =>
  (operation.parameters ?? []).map((parameter: Json) => resolved(parameter, document));

describe.each(surfaces)('%s', (path, file) => {
  it(`is ${file}, which npm run generated writes`, () => {
    const { servers: _, ...written } = JSON.parse(readFileSync(file, 'utf8'));
    const { servers, ...rest } = served.get(path);
    expect(rest).toEqual(written);
    expect(servers).toEqual([{ url: testApp.baseUrl, description: 'This server' }]);
  });

  it('has no example that its schema would refuse', () => {
    const { count, faults } = checkExamples(served.get(path));
    expect(faults).toEqual([]);
    expect(count).toBeGreaterThan(20);
  });

  it('is OpenAPI 3.1 throughout', () => {
    expect(served.get(path).openapi).toBe('3.1.0');
    expect(JSON.stringify(served.get(path))).not.toMatch(/"(nullable|x-nullable)"/);
  });

  it('describes every member of every schema', () => {
    const schemas = Object.entries<Json>(served.get(path).components.schemas);
    const undescribed = schemas.flatMap(([name, { properties = {} }]) =>
      Object.entries<Json>(properties)
        .filter(([, property]) => !isText(property.description))
        .map(([member]) => `${name}.${member}`),
    );
    expect(undescribed).toEqual([]);
  });
});

it('a wrong example would be found, wherever it stands', () => {
  const schema = { type: 'object', properties: { n: { type: 'integer', example: 'one' } }, examples: [{ n: 1.5 }] };
  const media = { schema: { $ref: '#/components/schemas/N' }, example: { n: 'two' } };
  const { faults } = checkExamples({ components: { schemas: { N: schema } }, paths: { '/n': { get: media } } });
  expect(faults).toHaveLength(3);
});

it('every operation has a summary, its access and a tag', () => {
  const faults = missing(({ operation, document }) => ({
    operationId: /^[a-z][A-Za-z]+$/.test(operation.operationId),
    summary: isText(operation.summary) && !operation.summary.endsWith('.'),
    description: isText(operation.description) && operation.description.endsWith('.'),
    tag: operation.tags?.length === 1 && document.tags.some(({ name }: Json) => name === operation.tags[0]),
    security: Array.isArray(operation.security),
  }));
  expect(faults).toEqual([]);
});

it('every parameter is described, and has an example when it must be given', () => {
  const faults = missing(({ operation, document }) =>
    Object.fromEntries(
      parametersOf(operation, document).flatMap(({ name, description, required, example, examples, schema }) => [
        [`description of ${name}`, isText(description)],
        [`schema of ${name}`, schema?.type ?? schema?.$ref],
        [`example of ${name}`, !required || example !== undefined || examples !== undefined],
      ]),
    ),
  );
  expect(faults).toEqual([]);
});

it('headers that are read are parameters: for tags, for keys, and for the account where no token names it', () => {
  const faults = missing(({ where, path, operation, document }) => {
    const headers = parametersOf(operation, document).filter((each) => each.in === 'header');
    const takes = (name: string) => headers.some((each) => each.name === name);
    const isTagged = Object.values<Json>(operation.responses).some((answer) => answer.headers?.ETag);
    const isPublic = operation.security.length === 0;
    const isOfTenants = !path.startsWith('/admin/');
    return {
      'If-None-Match': takes('If-None-Match') === (where.startsWith('GET ') && isTagged),
      'X-Tenant': takes('X-Tenant') === (isPublic && isOfTenants),
      'Idempotency-Key': takes('Idempotency-Key') === (where.startsWith('POST ') && !isPublic),
    };
  });
  expect(faults).toEqual([]);
});

it('every body and every answer shows an example', () => {
  const faults = missing(({ operation, document }) => {
    const answers = Object.entries<Json>(operation.responses);
    const bodies = [['body', operation.requestBody], ...answers] as [string, Json][];
    return Object.fromEntries(
      bodies.flatMap(([name, body]) =>
        Object.entries<Json>(resolved(body, document)?.content ?? {})
          .filter(([type]) => type.endsWith('/json') || type.endsWith('+json'))
          .map(([type, media]) => [`example of ${name} ${type}`, media.example ?? media.examples]),
      ),
    );
  });
  expect(faults).toEqual([]);
});

it('every operation documents what it answers when all goes well, and every way in which it may not', () => {
  const faults = missing(({ operation, path, document }) => {
    const statuses = Object.keys(operation.responses);
    const isPublic = operation.security.length === 0;
    const expected = [
      ...['400', '406', '503', 'default'],
      ...(isPublic ? [] : ['401', '403']),
      ...(path.includes('{') ? ['404'] : []),
      ...(operation.requestBody ? ['413', '415', '422'] : []),
      ...(operation.parameters?.some(({ name }: Json) => name === 'If-Match') ? ['412', '428'] : []),
    ];
    return {
      success: statuses.some((status) => status.startsWith('2')),
      ...Object.fromEntries(expected.map((status) => [status, statuses.includes(status)])),
      ...Object.fromEntries(statuses.map((status) => [`form of ${status}`, isWellFormed(status, operation, document)])),
    };
  });
  expect(faults).toEqual([]);
});

function isWellFormed(status: string, operation: Json, document: Json): boolean {
  const { description, content = {} } = resolved(operation.responses[status], document);
  if (!isText(description)) return false;
  const isProblem = status === 'default' || Number(status) >= 400;
  return !isProblem || Object.keys(content).join() === 'application/problem+json';
}

it('each problem of an operation has an example as clients of its path receive it', () => {
  const faults = missing(({ path, operation }) => {
    const shown = Object.values<Json>(operation.responses).flatMap((response) =>
      Object.entries<Json>(response.content?.['application/problem+json']?.examples ?? {}),
    );
    const isOwn = new RegExp(`^${path.replace(/\{\w+\}/g, '[0-9a-f-]{36}')}$`);
    return Object.fromEntries(shown.map(([code, { value }]) => [`instance of ${code}`, isOwn.test(value.instance)]));
  });
  expect(faults).toEqual([]);
});

it('a refusal of bodies is named wherever a body is read, and nowhere else', () => {
  const ofBodies = ['request.malformed_json', 'request.duplicate_member', 'request.too_deep', 'request.unknown_field'];
  const faults = missing(({ where, operation, document }) => {
    const { examples } = resolved(operation.responses['400'], document).content['application/problem+json'];
    const readsBody = !where.startsWith('GET ');
    return Object.fromEntries(ofBodies.map((code) => [code, code in examples === readsBody]));
  });
  expect(faults).toEqual([]);
});

it('a refusal for too many calls names the policy that it is held to', () => {
  const { content } = served.get('/openapi.json').components.responses.TooManyRequests;
  const examples = Object.values<Json>(content['application/problem+json'].examples);
  expect(examples.flatMap(({ value }) => value.policy ?? [])).toEqual(['burst', 'month']);
});

it('every event that customers receive is a webhook with a version and an example, and stands on the page of events', () => {
  const { webhooks, components } = served.get('/openapi.json');
  const page = readFileSync('docs/events.md', 'utf8');
  const headings = [...page.matchAll(/^## (\S+)$/gm)].map(([, type]) => type);
  expect(Object.keys(webhooks)).toEqual(announcedEvents().map(({ type }) => type));
  expect(headings).toEqual(Object.keys(webhooks));
  for (const [type, { post }] of Object.entries<Json>(webhooks)) {
    const { schema, example } = post.requestBody.content['application/json'];
    const { properties } = components.schemas[schema.$ref.split('/').at(-1)];
    expect(properties.type.const).toBe(type);
    expect(properties.dataVersion.const).toBeGreaterThan(0);
    expect(example).toMatchObject({ type, dataVersion: properties.dataVersion.const, data: expect.any(Object) });
  }
  expect(served.get('/admin/openapi.json')).not.toHaveProperty('webhooks');
});

it('these events alone are for the product itself', () => {
  expect(internalEvents()).toEqual([
    'mail.queued',
    'maintenance_schedule.changed',
    'operation.queued',
    'password_reset.requested',
    'webhook_delivery.queued',
  ]);
});

it('the document of operators speaks of their surface alone', () => {
  const text = JSON.stringify(served.get('/admin/openapi.json'));
  expect(text.match(/(?<!\/admin)\/v1\/[a-z-]+/g)).toBeNull();
  expect(text).not.toMatch(/"month"|month_exceeded|API key|tenant_mismatch|fprt_/);
  expect(JSON.stringify(served.get('/openapi.json'))).not.toMatch(/\/admin\/|fpot_/);
});
