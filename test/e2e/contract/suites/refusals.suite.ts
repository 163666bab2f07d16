import { randomUUID } from 'node:crypto';
import { problemFaults } from '../api/answer-check.js';
import { needsVersion, pathParameters, queryParameters, type Operation } from '../api/described-api.js';
import { documented, testEach } from '../api/documented-operations.js';
import type { Answer } from '../api/http-caller.js';
import type { PreparedCalls } from '../api/prepared-calls.js';
import { presentSchema, propertiesOf, typeOf, type Schema } from '../api/schema.js';
import { pathWith, type Stage } from '../api/stage.js';
import type { ContractSuite } from './contract-suite.js';

const comparable = ({ status, json }: Answer) => ({ ...json, status, requestId: '', instance: '' });

// The number of queries differs with the parameters.
const everChanging = new Set(['getUsage', 'getSubscription']);

/** An invalid value for this kind. */
const wrongValue = (schema: Schema): unknown => (typeOf(schema) === 'object' ? 'x' : { x: 1 });
const pointersOf = ({ json }: Answer): string[] =>
  ((json.errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer).sort();

/** Any text is a value of it. */
function isFree(schema: Schema): boolean {
  const { items, enum: values, format } = presentSchema(schema);
  return items ? isFree(items) : typeOf(schema) === 'string' && !values && !format;
}

/** The methods of a path; those of …/bulk are not those of a row below it. */
function methodsOf(path: string): string[] {
  const shape = (each: string): string => each.replace(/\{\w+\}/g, '{}');
  const taken = documented.operations.filter((each) => shape(each.path) === shape(path)).map(({ method }) => method);
  return [...taken, ...(taken.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
}

function concreteOf(path: string): string {
  return pathWith(path, Object.fromEntries(pathParameters({ path } as Operation).map((name) => [name, randomUUID()])));
}

async function expectOthersRefused(stage: Stage, path: string): Promise<void> {
  const headers = { Authorization: `Bearer ${stage.token}`, 'Content-Type': 'text/plain' };
  const [concrete, taken] = [concreteOf(path), methodsOf(path)];
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((each) => !taken.includes(each))) {
    const answer = await stage.http.send({ method, path: concrete, headers, ...(method !== 'GET' && { body: '{' }) });
    expect({ method, status: answer.status, allow: answer.headers.allow }).toEqual({
      method,
      status: 405,
      allow: taken.join(', '),
    });
    expect(problemFaults(concrete, answer)).toEqual([]);
  }
}

async function expectOptions(stage: Stage, path: string): Promise<void> {
  const options = (address: string) => stage.http.send({ method: 'OPTIONS', path: address });
  const { status, headers, text } = await options(concreteOf(path));
  expect({ status, allow: headers.allow, text }).toEqual({ status: 204, allow: methodsOf(path).join(', '), text: '' });
  expect(await options(`${concreteOf(path)}/nowhere/at-all`)).toMatchObject({
    status: 404,
    json: { code: 'request.unknown_route' },
  });
}

export const refusals: ContractSuite = (operations, contract) => {
  let calls: PreparedCalls;
  beforeAll(async () => {
    calls = await contract.calls();
  });
  afterEach(() => calls.expectNoEffect());

  const protectedOnes = operations.filter(({ access }) => access !== 'public');

  testEach('401 without a credential, before anything else is looked at', protectedOnes, async (operation) => {
    const ids = Object.fromEntries(pathParameters(operation).map((name) => [name, 'x']));
    const answer = await calls.stage.send(operation, {
      ids,
      token: null,
      query: { undeclared: '1' },
      body: { undeclared: 1 },
    });
    expect(answer).toMatchObject({ status: 401, json: { code: 'auth.required' } });
  });

  const withIds = protectedOnes.filter((operation) => pathParameters(operation).length > 0);
  testEach(
    '404 for an id that names nothing, in the same words whatever is wrong with it',
    withIds,
    async (operation) => {
      const call = calls.callTo(operation);
      for (const name of pathParameters(operation)) {
        const attempt = (id: string) =>
          calls.stage.send(operation, { ...call, ids: { ...call.ids, [name]: encodeURIComponent(id) } });
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
    },
  );

  describe('405 with Allow for a method that an address does not take', () => {
    for (const path of new Set(operations.map((operation) => operation.path)))
      it(path, () => expectOthersRefused(calls.stage, path));
  });

  describe('OPTIONS names the methods of an address to anybody', () => {
    for (const path of new Set(operations.map((operation) => operation.path)))
      it(path, () => expectOptions(calls.stage, path));
  });

  const readable = operations.filter(({ method, id }) => method === 'GET' && !everChanging.has(id));
  testEach('HEAD says what GET does, without a body', readable, async (operation) => {
    const call = calls.callTo(operation);
    const read = await calls.stage.send(operation, call);
    const { ids } = call;
    const token = await calls.stage.tokenFor(operation);
    const head = await calls.stage.http.send({
      method: 'HEAD',
      path: pathWith(operation.path, ids),
      headers: { Authorization: `Bearer ${token}` },
    });
    const told = ({ status, headers }: Answer) => ({
      status,
      etag: headers.etag,
      link: headers.link,
      type: headers['content-type'],
      length: headers['content-length'],
    });
    expect({ ...told(head), text: head.text }).toEqual({ ...told(read), text: '' });
  });

  testEach('406 where no accepted media type can be given', operations, async (operation) => {
    for (const accept of ['video/mp4', 'text/html;q=0.9, video/*', 'application/json;q=0'])
      expect(await calls.stage.send(operation, calls.callTo(operation, { Accept: accept }))).toMatchObject({
        status: 406,
      });
  });

  const taking = operations.filter(({ body }) => body !== undefined);
  const types = [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
  ];
  testEach('415 for a body that is not JSON', taking, async (operation) => {
    for (const type of types) {
      const answer = await calls.stage.send(operation, calls.callTo(operation, { 'Content-Type': type }));
      expect({ type, status: answer.status }).toEqual({ type, status: 415 });
    }
  });

  const versioned = operations.filter(needsVersion);
  testEach('428 without If-Match, 412 with that of another version', versioned, async (operation) => {
    const attempt = async (version?: string) => {
      const headers: Record<string, string> = version === undefined ? {} : { 'If-Match': version };
      return (await calls.stage.send(operation, { ...calls.callTo(operation), headers })).status;
    };
    for (const none of [undefined, '', '*'])
      expect({ none, status: await attempt(none) }).toEqual({ none, status: 428 });
    for (const other of ['"999"', '"0"', 'W/"1"', '1', '"x"', '"99999999999999999999"'])
      expect({ other, status: await attempt(other) }).toEqual({ other, status: 412 });
  });

  const readings = protectedOnes.filter(
    ({ method, id, answers }) => method === 'GET' && '304' in answers && !everChanging.has(id),
  );
  testEach('304 for a single resource that the caller has seen as it is', readings, async (operation) => {
    const { headers } = await calls.stage.send(operation, calls.callTo(operation));
    for (const seen of [headers.etag!, `W/${headers.etag!}`, `"0", ${headers.etag!}`])
      expect(await calls.stage.send(operation, calls.callTo(operation, { 'If-None-Match': seen }))).toMatchObject({
        status: 304,
        text: '',
      });
    expect(await calls.stage.send(operation, calls.callTo(operation, { 'If-None-Match': '"0"' }))).toMatchObject({
      status: 200,
    });
  });

  testEach('400 for parameters and fields that an operation does not know', protectedOnes, async (operation) => {
    const query = { undeclared: '1' };
    const call = calls.callTo(operation);
    const refused = await calls.stage.send(operation, { ...call, query });
    expect(refused).toMatchObject({
      status: 400,
      json: { code: 'request.unknown_parameter', errors: [{ pointer: '/undeclared' }] },
    });
    if (operation.method === 'GET') return;
    const answer = await calls.stage.send(operation, { ...call, body: { ...(call.body as object), undeclared: 1 } });
    expect(answer).toMatchObject({
      status: 400,
      json: { code: 'request.unknown_field', errors: [{ pointer: '/undeclared' }] },
    });
  });

  const filled = operations.filter(({ body }) => Object.keys(propertiesOf(body)).length > 0);
  testEach('422 that names every wrong field at once', filled, async (operation) => {
    const fields = Object.entries(propertiesOf(operation.body));
    const body = Object.fromEntries(fields.map(([name, schema]) => [name, wrongValue(schema)]));
    const answer = await calls.stage.send(operation, { ...calls.callTo(operation), body });
    expect({ status: answer.status, wrong: pointersOf(answer) }).toEqual({
      status: 422,
      wrong: fields.map(([name]) => `/${name}`).sort(),
    });
  });

  const asked = protectedOnes.filter((operation) => queryParameters(operation).length > 1);
  testEach('400 that names every wrong parameter at once', asked, async (operation) => {
    const bound = queryParameters(operation).filter(({ name, schema }) => name === 'cursor' || !isFree(schema));
    const query = Object.fromEntries(bound.map(({ name }) => [name, '!']));
    const answer = await calls.stage.send(operation, { ...calls.callTo(operation), query });
    const wrong = pointersOf(answer).map((pointer) => pointer.split('/')[1]);
    expect({ status: answer.status, wrong }).toEqual({ status: 400, wrong: bound.map(({ name }) => name).sort() });
  });
};
