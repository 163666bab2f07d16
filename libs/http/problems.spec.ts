import { request as nodeRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { defineRefusal, refuse } from '#libs/kernel';
import { KNOWN_ID, LiftsController, startFixture, user, type Fixture } from '../../test/support/http-fixture.js';

const slowDown = defineRefusal({
  code: 'lift.too_fast',
  kind: 'rate_limited',
  detail: 'Slow down.',
  remedy: 'Wait.',
});

describe('problem answers', () => {
  let fixture: Fixture;
  let app: NestFastifyApplication;
  const http = () => request(app.getHttpServer());
  const asUser = (test: request.Test) => test.set('Authorization', user);
  /** The response to a request whose headers are sent, but never its body. */
  const statusBeforeBody = (path: string, length: number): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { port } = app.getHttpServer().address() as AddressInfo;
      const headers = { 'Content-Type': 'application/json', 'Content-Length': length };
      const post = nodeRequest({ port, path, method: 'POST', headers }, (response) => {
        post.destroy();
        resolve(response.statusCode);
      });
      post.on('error', reject).flushHeaders();
    });
  const fail = (failure: unknown) => {
    LiftsController.failure = failure;
    return http().post('/v1/lifts/fail').send({});
  };

  beforeAll(async () => {
    fixture = await startFixture();
    app = fixture.app;
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  it('has every member of RFC 9457 and the stable code', async () => {
    const answer = await asUser(http().post('/v1/lifts')).set('X-Request-Id', 'abc').send({ name: 'taken' });
    expect(answer.status).toBe(409);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.text)).toEqual({
      type: '/problems/lift.name_taken',
      title: 'Conflict',
      status: 409,
      detail: 'Another lift has this name.',
      instance: '/v1/lifts',
      code: 'lift.name_taken',
      requestId: 'abc',
      existingId: KNOWN_ID,
    });
  });

  it('cannot tell a malformed id from an absent one', async () => {
    const absent = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b999';
    const [unknown, malformed, zero] = await Promise.all(
      [absent, 'x', '%00'].map((id) => asUser(http().get(`/v1/lifts/${id}`)).set('X-Request-Id', 'same')),
    );
    const withoutPath = (text: string) => text.replace(/"instance":"[^"]*"/, '');
    expect(unknown!.status).toBe(404);
    expect(withoutPath(malformed!.text)).toBe(withoutPath(unknown!.text));
    expect(withoutPath(zero!.text)).toBe(withoutPath(unknown!.text));
  });

  it.each([
    ['GET', '/nowhere', 404, 'request.unknown_route', undefined],
    ['GET', '/v1/lifts/a/b', 404, 'request.unknown_route', undefined],
    ['PUT', '/v1/lifts', 405, 'request.method_not_allowed', 'GET, HEAD, OPTIONS, POST'],
    ['OPTIONS', '/nowhere', 404, 'request.unknown_route', undefined],
    ['GET', `/v1/lifts/${KNOWN_ID}/stop`, 405, 'request.method_not_allowed', 'OPTIONS, POST'],
    ['POST', `/v1/lifts/${KNOWN_ID}`, 405, 'request.method_not_allowed', 'DELETE, GET, HEAD, OPTIONS, PATCH'],
    ['GET', '/v1/lifts/fail', 405, 'request.method_not_allowed', 'OPTIONS, POST'],
    ['PATCH', '/v1/lifts/fa%69l', 405, 'request.method_not_allowed', 'OPTIONS, POST'],
    ['PUT', '/v1/lifts/fail', 405, 'request.method_not_allowed', 'OPTIONS, POST'],
    ['GET', '/v1/lifts/%FF', 400, 'request.malformed', undefined],
    ['GET', `/v1/lifts/${'x'.repeat(300)}`, 414, 'request.address_too_long', undefined],
  ])('answers %s %s with %d', async (method, path, status, code, allow) => {
    const answer = await asUser(http()[method.toLowerCase() as 'get'](path));
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ code, status });
    expect(answer.headers['allow']).toBe(allow);
  });

  it.each([
    ['broken JSON', '{"name":', 400, 'request.malformed_json'],
    ['no JSON at all', 'name=x', 400, 'request.malformed_json'],
    ['a member named twice', '{"name":"a","n\\u0061me":"b"}', 400, 'request.duplicate_member'],
    ['__proto__', '{"__proto__":{"admin":true}}', 400, 'request.malformed_json'],
    ['an escaped __proto__', '{"a":[{"__pr\\u006fto__":1}]}', 400, 'request.malformed_json'],
    ['deep nesting', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 400, 'request.too_deep'],
    ['an array', '[]', 422, 'request.invalid'],
    ['null', 'null', 422, 'request.invalid'],
    ['a number beyond double', '{"name":"a","floors":1e999}', 422, 'request.invalid'],
  ])('refuses a body of %s', async (_what, body, status, code) => {
    const answer = await asUser(http().post('/v1/lifts')).set('Content-Type', 'application/json').send(body);
    expect({ status: answer.status, code: JSON.parse(answer.text).code }).toEqual({ status, code });
  });

  it('bodies above 16 KiB are refused before they are read, where nobody needs to be signed in', async () => {
    expect(await statusBeforeBody('/v1/auth/login', 16 * 1024 + 1)).toBe(413);
    expect(await statusBeforeBody('/v1/nowhere', 16 * 1024 + 1)).toBe(404);
    expect(await statusBeforeBody('/v1/lifts', 1_000_000)).toBe(401);
    const login = (name: string) => http().post('/v1/auth/login').send({ name });
    expect((await login('x'.repeat(17_000))).body.code).toBe('request.too_large');
    expect((await login('x'.repeat(15_000))).body.code).toBe('request.invalid');
  });

  it('takes names that repeat in different objects', async () => {
    const body = '{"name":"a,{\\"name\\":1}","contacts":[{"name":"x"},{"name":"y"}]}';
    const answer = await asUser(http().post('/v1/lifts')).set('Content-Type', 'application/json').send(body);
    expect(answer.status).toBe(201);
  });

  it('refuses bytes that are not UTF-8, other media types and bodies above 1 MiB', async () => {
    const post = (type: string, body: Buffer | string) =>
      asUser(http().post('/v1/lifts'))
        .set('Content-Type', type)
        .serialize((value) => value as unknown as string)
        .send(body as string);
    const latin1 = await post('application/json', Buffer.from('{"name":"\xe4"}', 'latin1'));
    const text = await post('text/plain', 'name');
    const form = await post('application/x-www-form-urlencoded', 'name=x');
    const large = await post('application/json', JSON.stringify({ name: 'x'.repeat(1024 * 1024) }));
    expect([latin1, text, form, large].map(({ status }) => status)).toEqual([400, 415, 415, 413]);
    expect([latin1, text, form, large].map(({ text: body }) => JSON.parse(body).code)).toEqual([
      'request.malformed_json',
      'request.unsupported_media_type',
      'request.unsupported_media_type',
      'request.too_large',
    ]);
  });

  it('says with 415 what may be sent instead, also of compressed bodies and those without a type', async () => {
    const lift = Buffer.from('{"name":"a"}');
    const post = (headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/v1/lifts', headers: { authorization: user, ...headers }, payload: lift });
    const json = { 'content-type': 'application/json' };
    const refused = await Promise.all([post({}), post({ ...json, 'content-encoding': 'gzip' })]);
    for (const answer of refused) {
      expect(answer.statusCode).toBe(415);
      expect(answer.headers).toMatchObject({
        accept: 'application/json, application/merge-patch+json',
        'accept-encoding': 'identity',
      });
    }
    const types = [
      json,
      { 'content-type': 'Application/JSON; charset=UTF-8', 'content-encoding': 'identity' },
      { 'content-type': 'application/merge-patch+json' },
    ];
    const taken = await Promise.all(types.map(post));
    expect(taken.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
  });

  it.each([
    ['text/csv', 406],
    ['text/html;q=0.9, application/*;q=0.1', 200],
    ['application/json;q=0', 406],
    ['*/*', 200],
  ])('accepts %s: %d', async (accept, status) => {
    const answer = await asUser(http().get(`/v1/lifts/${KNOWN_ID}`)).set('Accept', accept);
    expect(answer.status).toBe(status);
  });

  it.each([
    ['22P02', 422, undefined],
    ['22021', 422, undefined],
    ['22003', 422, undefined],
    ['57014', 503, '1'],
    ['40P01', 503, '1'],
    ['53300', 503, '2'],
    ['57P01', 503, '2'],
    ['08006', 503, '2'],
    ['ECONNREFUSED', 503, '2'],
    ['23505', 409, undefined],
    ['42501', 500, undefined],
  ])('maps %s of the database to %d', async (code, status, retryAfter) => {
    const cause = Object.assign(new Error(`insert into "tenant_acme"."users" values ('hash') - ${code}`), { code });
    const answer = await fail(Object.assign(new Error('wrapped tenant_acme'), { cause }));
    expect(answer.status).toBe(status);
    expect(answer.headers['retry-after']).toBe(retryAfter);
    expect(answer.text).not.toMatch(/tenant_acme|insert|hash|at .*\.ts/);
  });

  it('maps errors of the pool that have no code', async () => {
    const answer = await fail(new Error('timeout exceeded when trying to connect'));
    expect(answer.status).toBe(503);
  });

  it.each([[new Error('secret inside')], ['a string'], [undefined], [Object.create(null)]])(
    'tells nothing of a fault of our own, and logs it with the request id: %p',
    async (failure) => {
      fixture.log.length = 0;
      const answer = await fail(failure);
      expect(answer.status).toBe(500);
      expect(JSON.parse(answer.text)).toMatchObject({
        code: 'server.error',
        requestId: answer.headers['x-request-id'],
      });
      expect(answer.text).not.toContain('secret inside');
      const [line] = fixture.log.filter(({ msg }) => msg === 'Request failed');
      expect(line).toMatchObject({ level: 'error', requestId: answer.headers['x-request-id'], tenant: 'lifts' });
    },
  );

  it('says when to come back', async () => {
    const answer = await fail(refuse(slowDown, { retryAfterSeconds: 1.2 }));
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '2']);
  });

  it('answers 428 without If-Match', async () => {
    const patch = () => asUser(http().patch(`/v1/lifts/${KNOWN_ID}`)).send({ name: 'x' });
    expect((await patch()).status).toBe(428);
    const any = await patch().set('If-Match', '*');
    expect([any.status, any.body.detail]).toEqual([428, expect.stringMatching(/If-Match: \* would overwrite/)]);
    expect((await patch().set('If-Match', '"7"')).body.version).toBe(8);
  });
});
