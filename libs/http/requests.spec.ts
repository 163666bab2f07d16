import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { KNOWN_ID, startFixture, user, type Fixture } from '../../test/support/http-fixture.js';

describe('requests', () => {
  let fixture: Fixture;
  let app: NestFastifyApplication;
  const http = () => request(app.getHttpServer());
  const code = (answer: request.Response) => [answer.status, (JSON.parse(answer.text) as { code: string }).code];

  beforeAll(async () => {
    fixture = await startFixture({
      config: { corsOrigins: ['https://app.example.com'], trustedProxies: ['loopback'] },
    });
    app = fixture.app;
  });
  afterAll(() => app.close());

  it('are asked for a credential before anything else is judged', async () => {
    const answer = await http().post('/v1/lifts?x=1').set('Content-Type', 'application/json').send('{broken');
    expect(code(answer)).toEqual([401, 'auth.required']);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    const bad = await http().post('/v1/lifts').set('Authorization', 'Bearer forged').send({});
    expect(code(bad)).toEqual([401, 'lift.invalid_token']);
  });

  it('need the permission of the route', async () => {
    const answer = await http().post('/v1/lifts').set('Authorization', 'Bearer user lifts:read').send({ name: 'a' });
    expect(code(answer)).toEqual([403, 'auth.forbidden']);
    expect(answer.body.detail).toBe('This needs the permission lifts:write.');
    const read = await http().get(`/v1/lifts/${KNOWN_ID}`).set('Authorization', 'Bearer user lifts:read');
    expect(read.status).toBe(200);
  });

  it('keep operators and users apart', async () => {
    expect((await http().get('/admin/v1/jobs').set('Authorization', 'Bearer operator')).status).toBe(200);
    expect((await http().get('/admin/v1/jobs').set('Authorization', user)).status).toBe(403);
    expect((await http().get('/v1/me').set('Authorization', 'Bearer operator')).status).toBe(403);
    expect((await http().get('/admin/v1/jobs')).status).toBe(401);
  });

  it('of operators need the permission of the route as well', async () => {
    const retry = (permissions: string) =>
      http().post('/admin/v1/jobs').set('Authorization', `Bearer operator ${permissions}`).send({ reason: 'Asked' });
    expect((await retry('jobs:retry')).status).toBe(204);
    const answer = await retry('jobs:read');
    expect(code(answer)).toEqual([403, 'auth.forbidden']);
    expect(answer.body.detail).toBe('This needs the permission jobs:retry.');
    const user = 'Bearer user jobs:retry';
    expect((await http().post('/admin/v1/jobs').set('Authorization', user).send({ reason: 'Asked' })).status).toBe(403);
  });

  it('need no credential on public routes, nor a valid one, nor for pages', async () => {
    const login = await http().post('/v1/auth/login').send({ name: 'x' });
    expect(login.body.context).toMatchObject({ actor: 'anonymous', tenant: 'lifts' });
    const stale = await http().post('/v1/auth/login').set('Authorization', 'Bearer forged').send({ name: 'x' });
    expect(stale.status).toBe(200);
    const pages = await Promise.all(
      ['/', '/docs', '/openapi.json', '/health/live'].map((path) =>
        http().get(path).set('Authorization', 'Bearer forged'),
      ),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('run in their context, through the parsing of a slow body as well', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        http()
          .post('/v1/auth/login')
          .set('X-Request-Id', `r${n}`)
          .send({ name: 'x'.repeat(30) }),
      ),
    );
    expect(answers.map(({ body }) => body.context.requestId)).toEqual(answers.map((_, n) => `r${n}`));
  });

  it('are known by the client’s request id where it is sane, and by their traceparent and address', async () => {
    const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await http()
      .get('/v1/me')
      .set('Authorization', user)
      .set('X-Request-Id', 'abc-1')
      .set('traceparent', trace)
      .set('X-Forwarded-For', '203.0.113.9');
    expect(answer.headers['x-request-id']).toBe('abc-1');
    expect(answer.body.context).toMatchObject({ requestId: 'abc-1', ip: '203.0.113.9' });
    expect(answer.body.context.traceparent).toContain('0af7651916cd43dd8448eb211c80319c');
    const long = await http()
      .get('/v1/me')
      .set('Authorization', user)
      .set('X-Request-Id', 'x'.repeat(200))
      .set('traceparent', 'no');
    expect(long.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(long.body.context.traceparent).toBeUndefined();
  });

  it('are refused when they send what the route does not take', async () => {
    const send = (test: request.Test) => test.set('Authorization', user);
    expect(code(await send(http().get(`/v1/lifts/${KNOWN_ID}?expand=x`)))).toEqual([400, 'request.unknown_parameter']);
    expect(code(await send(http().post('/v1/lifts?dry=1')).send({ name: 'a' }))).toEqual([
      400,
      'request.unknown_parameter',
    ]);
    expect(code(await send(http().post(`/v1/lifts/${KNOWN_ID}/stop`)).send({ why: 'x' }))).toEqual([
      400,
      'request.unknown_field',
    ]);
    expect(code(await send(http().get('/v1/lifts?limit=1&limit=2')))).toEqual([400, 'request.repeated_parameter']);
    expect((await send(http().post(`/v1/lifts/${KNOWN_ID}/stop`)).send({})).status).toBe(200);
    expect((await send(http().post(`/v1/lifts/${KNOWN_ID}/stop`)).set('Content-Type', 'application/json')).status).toBe(
      200,
    );
  });

  it('carry ETag, Location and Link in their answers, and none for what has not changed', async () => {
    const send = (test: request.Test) => test.set('Authorization', user);
    const created = await send(http().post('/v1/lifts')).send({ name: 'a' });
    expect(created.headers).toMatchObject({ etag: expect.stringMatching(/^"3-/), location: `/v1/lifts/${KNOWN_ID}` });
    const read = () => send(http().get(`/v1/lifts/${KNOWN_ID}`));
    const etag = (await read()).headers['etag']!;
    const unchanged = await read().set('If-None-Match', `W/${etag}`);
    expect([unchanged.status, unchanged.text, unchanged.headers['etag'], unchanged.headers['content-type']]).toEqual([
      304,
      '',
      etag,
      undefined,
    ]);
    for (const listed of [`"2-a,b", ${etag}`, `W/"2",W/${etag}`, '*'])
      expect((await read().set('If-None-Match', listed)).status).toBe(304);
    expect((await send(http().head(`/v1/lifts/${KNOWN_ID}`)).set('If-None-Match', etag)).status).toBe(304);
    for (const other of ['"2"', '"3"', '"3-x"', `"a${etag.slice(1)}`, etag.slice(1, -1), `"1", W/"2"`])
      expect((await read().set('If-None-Match', other)).status).toBe(200);
    const list = await send(http().get('/v1/lifts?state=running,stopped&limit=5'));
    const next = '</v1/lifts?state=running%2Cstopped&limit=5&cursor=next-one>; rel="next"';
    expect(list.headers['link']).toBe(next);
    const repeated = await send(http().get('/v1/lifts?state=running&state=stopped&limit=5'));
    expect(repeated.headers['link']).toBe(next);
    expect((await send(http().get('/v1/lifts?cursor=next-one'))).headers['link']).toBeUndefined();
    const removed = await send(http().delete(`/v1/lifts/${KNOWN_ID}`)).set('If-Match', '"3"');
    expect([removed.status, removed.text]).toEqual([204, '']);
    const head = await send(http().head(`/v1/lifts/${KNOWN_ID}`));
    expect([head.status, head.headers['etag']]).toEqual([200, etag]);
  });

  it('are answered with security headers, whatever the answer', async () => {
    const answers = await Promise.all(['/v1/me', '/nowhere', '/', '/v1/lifts/%FF'].map((path) => http().get(path)));
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
      expect(headers['x-request-id']).toBeDefined();
    }
    expect(answers[0]!.headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'");
  });

  it('of listed origins only may be read by browsers', async () => {
    const from = (origin: string) => http().get('/v1/me').set('Origin', origin);
    const known = await from('https://app.example.com');
    expect(known.headers['access-control-allow-origin']).toBe('https://app.example.com');
    expect(known.headers['access-control-expose-headers']).toContain('ETag');
    expect((await from('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
    const preflight = await http()
      .options('/v1/lifts')
      .set('Origin', 'https://app.example.com')
      .set('Access-Control-Request-Method', 'PATCH');
    expect([preflight.status, preflight.headers['access-control-allow-methods']]).toEqual([
      204,
      expect.stringContaining('PATCH'),
    ]);
  });

  it('leave one line in the log, without query or secrets; probes leave none', async () => {
    fixture.log.length = 0;
    await http().get('/health/live');
    await http().get('/v1/lifts?q=canary').set('Authorization', user);
    expect(fixture.log).toHaveLength(1);
    expect(fixture.log[0]).toMatchObject({
      level: 'info',
      method: 'GET',
      path: '/v1/lifts',
      status: 200,
      tenant: 'lifts',
      userId: 'u1',
    });
    expect(JSON.stringify(fixture.log)).not.toMatch(/canary|Bearer/);
  });
});
