import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { problemFaults } from './api/answer-check.js';
import { isListShaped } from './api/convention-faults.js';
import { needsVersion, pathParameters, queryParameters, type Operation } from './api/described-api.js';
import { faultsOfEach } from './api/faults.js';
import type { Answer } from './api/http-caller.js';
import { presentSchema, propertiesOf, typeOf, type Schema } from './api/schema.js';
import { pathWith, Stage, type Call, type Ids } from './api/stage.js';
import { TenantRows } from './api/tenant-rows.js';

jest.setTimeout(60_000);

let testApp: TestApp;
let stage: Stage;
let rows: TenantRows;
const targets = new Map<string, Ids>();
let untouched: Record<string, string>;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  const tenant = await provisionTestTenant(testApp);
  stage = await Stage.of(tenant, 'sample');
  rows = new TenantRows(testApp.database, tenant.ref.schema);
  for (const operation of stage.api.operations) targets.set(operation.id, await stage.target(operation));
  bodies = new Map();
  for (const operation of stage.api.operations) bodies.set(operation.id, await stage.body(operation));
  await rows.settled();
  untouched = await rows.hashes();
});
afterAll(async () => {
  stage.http.close();
  await testApp.close();
});

let bodies: Map<string, object | undefined>;

// A refusal leaves nothing behind.
afterEach(async () => {
  expect(await rows.hashes()).toEqual(untouched);
});

const protectedOnes = () => stage.api.operations.filter(({ access }) => access !== 'public');
const tokenOf = ({ access }: Operation) => (access === 'operator' ? stage.operatorToken : stage.token);

/** A call that would succeed, but for what the test adds or takes away. */
function callTo(operation: Operation, headers: Record<string, string> = {}): Call {
  const version: Record<string, string> = needsVersion(operation) ? { 'If-Match': '"1"' } : {};
  const [ids, body, token] = [targets.get(operation.id)!, bodies.get(operation.id), tokenOf(operation)];
  return { ids, body, token, headers: { ...version, ...headers } };
}

const comparable = ({ status, json }: Answer) => ({ ...json, status, requestId: '', instance: '' });

it('401 without a credential, before anything else is looked at', async () => {
  const faults = await faultsOfEach(protectedOnes(), async (operation) => {
    const ids = Object.fromEntries(pathParameters(operation).map((name) => [name, 'x']));
    const answer = await stage.send(operation, {
      ids,
      token: null,
      query: { undeclared: '1' },
      body: { undeclared: 1 },
    });
    expect(answer).toMatchObject({ status: 401, json: { code: 'auth.required' } });
  });
  expect(faults).toEqual([]);
});

it('404 for an id that names nothing, in the same words whatever is wrong with it', async () => {
  const withIds = protectedOnes().filter((operation) => pathParameters(operation).length > 0);
  const faults = await faultsOfEach(withIds, async (operation) => {
    const call = callTo(operation);
    for (const name of pathParameters(operation)) {
      const attempt = (id: string) =>
        stage.send(operation, { ...call, ids: { ...call.ids, [name]: encodeURIComponent(id) } });
      const absent = await attempt(randomUUID());
      expect(absent).toMatchObject({ status: 404, json: { code: 'resource.not_found' } });
      for (const id of [
        'x',
        '0',
        '-1',
        "1' or '1'='1",
        '\0',
        'ä',
        '%',
        '{}',
        `${randomUUID()}0`,
        randomUUID().slice(1),
      ])
        expect({ id, ...comparable(await attempt(id)) }).toEqual({ id, ...comparable(absent) });
    }
  });
  expect(faults).toEqual([]);
});

it('405 with Allow for a method that an address does not take', async () => {
  const paths = [...new Set(stage.api.operations.map(({ path }) => path))];
  const headers = { Authorization: `Bearer ${stage.token}` };
  for (const path of paths) {
    const concrete = pathWith(
      path,
      Object.fromEntries(pathParameters({ path } as Operation).map((name) => [name, randomUUID()])),
    );
    const taken = stage.api.operations
      .filter((each) => patternOf(each.path).test(concrete))
      .map(({ method }) => method);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((each) => !taken.includes(each))) {
      const answer = await stage.http.send({ method, path: concrete, headers });
      const allowed = answer.headers.allow?.split(', ').filter((each) => each !== 'HEAD');
      expect({ path, method, status: answer.status, allowed }).toEqual({
        path,
        method,
        status: 405,
        allowed: [...new Set(taken)].sort(),
      });
      expect(problemFaults(concrete, answer)).toEqual([]);
    }
  }
});

/** Addresses such as …/preview are also those of a row of this id. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}

it('404 for an address that does not exist', async () => {
  for (const path of [
    '/v1',
    '/v1/',
    '/v2/users',
    '/v1/user',
    '/v1/users/',
    '/v1/users//',
    '/V1/users',
    '/admin/v1',
    '/.env',
  ]) {
    const answer = await stage.http.send({ method: 'GET', path, headers: { Authorization: `Bearer ${stage.token}` } });
    expect({ path, status: answer.status, code: answer.json?.code }).toEqual({
      path,
      status: 404,
      code: 'request.unknown_route',
    });
    expect(problemFaults(path, answer)).toEqual([]);
  }
});

it('406 where no accepted media type can be given', async () => {
  const faults = await faultsOfEach(stage.api.operations, async (operation) => {
    for (const accept of ['image/png', 'text/html;q=0.9, image/*', 'application/json;q=0'])
      expect(await stage.send(operation, callTo(operation, { Accept: accept }))).toMatchObject({ status: 406 });
  });
  expect(faults).toEqual([]);
});

it('415 for a body that is not JSON', async () => {
  const taking = stage.api.operations.filter(({ body }) => body !== undefined);
  const types = [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
  ];
  const faults = await faultsOfEach(taking, async (operation) => {
    for (const type of types) {
      const answer = await stage.send(operation, callTo(operation, { 'Content-Type': type }));
      expect({ type, status: answer.status }).toEqual({ type, status: 415 });
    }
  });
  expect(faults).toEqual([]);
});

it('428 without If-Match, 412 with that of another version', async () => {
  const versioned = stage.api.operations.filter(needsVersion);
  expect(versioned.length).toBeGreaterThan(0);
  const faults = await faultsOfEach(versioned, async (operation) => {
    const attempt = async (version?: string) => {
      const headers: Record<string, string> = version === undefined ? {} : { 'If-Match': version };
      return (await stage.send(operation, { ...callTo(operation), headers })).status;
    };
    for (const none of [undefined, '', '*'])
      expect({ none, status: await attempt(none) }).toEqual({ none, status: 428 });
    for (const other of ['"999"', '"0"', 'W/"1"', '1', '"x"', '"99999999999999999999"'])
      expect({ other, status: await attempt(other) }).toEqual({ other, status: 412 });
  });
  expect(faults).toEqual([]);
});

// What is asked for with each call is another count.
const everChanging = new Set(['getUsage']);

it('304 for a single resource that the caller has seen as it is', async () => {
  const readings = protectedOnes().filter(
    (operation) => operation.method === 'GET' && !isListShaped(operation) && !everChanging.has(operation.id),
  );
  expect(readings.length).toBeGreaterThan(5);
  const faults = await faultsOfEach(readings, async (operation) => {
    const { headers } = await stage.send(operation, callTo(operation));
    for (const seen of [headers.etag!, `W/${headers.etag!}`, `"0", ${headers.etag!}`])
      expect(await stage.send(operation, callTo(operation, { 'If-None-Match': seen }))).toMatchObject({
        status: 304,
        text: '',
      });
    expect(await stage.send(operation, callTo(operation, { 'If-None-Match': '"0"' }))).toMatchObject({ status: 200 });
  });
  expect(faults).toEqual([]);
});

it('400 for parameters and fields that an operation does not know', async () => {
  const faults = await faultsOfEach(protectedOnes(), async (operation) => {
    const query = { undeclared: '1' };
    const call = callTo(operation);
    const refused = await stage.send(operation, { ...call, query });
    expect(refused).toMatchObject({
      status: 400,
      json: { code: 'request.unknown_parameter', errors: [{ pointer: '/undeclared' }] },
    });
    if (operation.method === 'GET') return;
    const answer = await stage.send(operation, { ...call, body: { ...(call.body as object), undeclared: 1 } });
    expect(answer).toMatchObject({
      status: 400,
      json: { code: 'request.unknown_field', errors: [{ pointer: '/undeclared' }] },
    });
  });
  expect(faults).toEqual([]);
});

/** What no value of this kind is. */
const wrongValue = (schema: Schema): unknown => (typeOf(schema) === 'object' ? 'x' : { x: 1 });
const pointersOf = ({ json }: Answer): string[] =>
  ((json.errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer).sort();

it('422 that names every wrong field at once', async () => {
  const taking = stage.api.operations.filter(({ body }) => Object.keys(propertiesOf(body)).length > 0);
  expect(taking.length).toBeGreaterThan(20);
  const faults = await faultsOfEach(taking, async (operation) => {
    const fields = Object.entries(propertiesOf(operation.body));
    const body = Object.fromEntries(fields.map(([name, schema]) => [name, wrongValue(schema)]));
    const answer = await stage.send(operation, { ...callTo(operation), body });
    expect({ status: answer.status, wrong: pointersOf(answer) }).toEqual({
      status: 422,
      wrong: fields.map(([name]) => `/${name}`).sort(),
    });
  });
  expect(faults).toEqual([]);
});

/** Any text is a value of it. */
function isFree(schema: Schema): boolean {
  const { items, enum: values, format } = presentSchema(schema);
  return items ? isFree(items) : typeOf(schema) === 'string' && !values && !format;
}

it('400 that names every wrong parameter at once', async () => {
  const asked = protectedOnes().filter((operation) => queryParameters(operation).length > 1);
  expect(asked.length).toBeGreaterThan(5);
  const faults = await faultsOfEach(asked, async (operation) => {
    const bound = queryParameters(operation).filter(({ name, schema }) => name === 'cursor' || !isFree(schema));
    const query = Object.fromEntries(bound.map(({ name }) => [name, '!']));
    const answer = await stage.send(operation, { ...callTo(operation), query });
    const wrong = pointersOf(answer).map((pointer) => pointer.split('/')[1]);
    expect({ status: answer.status, wrong }).toEqual({ status: 400, wrong: bound.map(({ name }) => name).sort() });
  });
  expect(faults).toEqual([]);
});
