import request from 'supertest';
import { startFixture, user, type Fixture } from '../../test/support/http-fixture.js';

const origin = 'https://app.example.com';

describe('browsers of listed origins', () => {
  let fixture: Fixture;
  const http = () => request(fixture.app.getHttpServer());

  beforeAll(async () => (fixture = await startFixture({ config: { corsOrigins: [origin] } })));
  afterAll(() => fixture.app.close());

  const listed = (header: string | undefined) => (header ?? '').toLowerCase().split(/, */);

  it('may read every header of the conventions, of refusals too', async () => {
    const answers = await Promise.all([
      http().get('/v1/me').set('Origin', origin),
      http().put('/v1/me').set('Origin', origin),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 405]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({ 'access-control-allow-origin': origin, vary: expect.stringContaining('Origin') });
      expect(listed(headers['access-control-expose-headers'])).toEqual(
        expect.arrayContaining([
          ...['etag', 'link', 'location', 'allow', 'retry-after', 'www-authenticate', 'x-request-id', 'traceparent'],
          ...['idempotent-replayed', 'ratelimit', 'ratelimit-policy', 'deprecation', 'sunset'],
        ]),
      );
    }
  });

  it('may send every header of the conventions, with every method', async () => {
    const { status, headers } = await http()
      .options('/v1/lifts')
      .set('Origin', origin)
      .set('Access-Control-Request-Method', 'DELETE')
      .set('Access-Control-Request-Headers', 'authorization,idempotency-key');
    expect(status).toBe(204);
    expect(listed(headers['access-control-allow-methods'])).toEqual(
      expect.arrayContaining(['get', 'post', 'put', 'patch', 'delete']),
    );
    expect(listed(headers['access-control-allow-headers'])).toEqual(
      expect.arrayContaining([
        ...['accept', 'authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'],
        ...['x-request-id', 'x-tenant', 'traceparent'],
      ]),
    );
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('are told the methods of an address, as anybody is, where they do not ask for leave', async () => {
    const options = (path: string) => http().options(path).set('Origin', origin);
    expect((await options('/v1/lifts')).headers['allow']).toBe('GET, HEAD, OPTIONS, POST');
    expect((await options('/nowhere')).status).toBe(404);
    const asked = await options('/nowhere').set('Access-Control-Request-Method', 'GET');
    expect([asked.status, asked.headers['allow']]).toEqual([204, undefined]);
  });

  it.each(['https://evil.example', 'https://app.example.com.evil.example', 'http://app.example.com', 'null'])(
    'does not mean %s',
    async (other) => {
      const { headers } = await http().get('/v1/me').set('Authorization', user).set('Origin', other);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );
});

it('without a list no answer speaks of origins', async () => {
  const { app } = await startFixture();
  const { headers } = await request(app.getHttpServer()).get('/v1/me').set('Origin', origin);
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  await app.close();
});
