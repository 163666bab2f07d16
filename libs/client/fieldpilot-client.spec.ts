import { clientOf, json, problem, type Answer } from '../../test/support/client-fixture.js';
import { ifMatch, ProblemError, type Tokens } from './index.js';

const pair = (n: number) => ({ accessToken: `access-${n}`, refreshToken: `refresh-${n}`, expiresIn: 900 });
const expired: Tokens = { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: 0 };
const valid: Tokens = { ...expired, expiresAt: Date.now() + 900_000 };
const bearer = (request: Request) => request.headers.get('authorization');

/** A server that accepts only the tokens of the latest refresh. */
const refreshing = (current: number): Answer => {
  let n = 0;
  return (request, body) => {
    if (request.url.endsWith('/refresh')) {
      if (body !== JSON.stringify({ refreshToken: `refresh-${n}` })) return problem(401, 'auth.invalid_token');
      n += 1;
      return json(200, pair(n));
    }
    return bearer(request) === `Bearer access-${current}` ? json(200, {}) : problem(401, 'auth.required');
  };
};

describe('a program with an API key', () => {
  it('sends it with each request, and nothing instead when it is refused', async () => {
    const sent: (string | null)[] = [];
    const answer: Answer = (request) => {
      sent.push(bearer(request));
      return request.method === 'GET' ? json(200, {}) : problem(401, 'auth.invalid_token');
    };
    const { client, requests } = clientOf(answer, { apiKey: 'fp_live_x', tokens: valid });
    await client.GET('/v1/me');
    await expect(client.POST('/v1/teams', { body: { name: 'Night' } })).rejects.toMatchObject({ status: 401 });
    expect(requests).toEqual(['GET /v1/me', 'POST /v1/teams']);
    expect(sent).toEqual(['Bearer fp_live_x', 'Bearer fp_live_x']);
  });
});

describe('a session', () => {
  it('begins with a sign-in and is told to its keeper', async () => {
    const { client, requests, kept } = clientOf(() => json(200, { ...pair(1), deviceToken: 'device-1' }));
    await client.signIn({ tenant: 'acme', email: 'a@example.com', password: 'secret' });
    expect(requests).toEqual(['POST /v1/auth/login']);
    expect(kept).toEqual([{ accessToken: 'access-1', refreshToken: 'refresh-1', expiresAt: expect.any(Number) }]);
    expect(client.tokens).toBe(kept[0]);
  });

  it('is refreshed before it expires, once for all requests that need it', async () => {
    const { client, requests } = clientOf(refreshing(1), { tokens: expired });
    await Promise.all([client.GET('/v1/me'), client.GET('/v1/me'), client.GET('/v1/me')]);
    expect(requests.filter((request) => request.endsWith('/refresh'))).toHaveLength(1);
    expect(requests).toHaveLength(4);
  });

  it('is refreshed when its access token is refused, and the request sent again', async () => {
    const { client, requests } = clientOf(refreshing(1), { tokens: valid });
    await client.GET('/v1/me');
    expect(requests).toEqual(['GET /v1/me', 'POST /v1/auth/refresh', 'GET /v1/me']);
  });

  it('is over when it cannot be refreshed', async () => {
    const { client, kept } = clientOf(() => problem(401, 'auth.session_ended'), { tokens: expired });
    await expect(client.GET('/v1/me')).rejects.toMatchObject({ status: 401, code: 'auth.session_ended' });
    expect(kept).toEqual([undefined]);
    expect(client.tokens).toBeUndefined();
  });

  it('is kept when refreshing fails for another reason', async () => {
    const { client } = clientOf(() => problem(500, 'server.error'), { tokens: expired });
    await expect(client.GET('/v1/me')).rejects.toMatchObject({ status: 500 });
    expect(client.tokens).toBe(expired);
  });

  it('ends with a sign-out', async () => {
    const { client, requests } = clientOf(() => new Response(null, { status: 204 }), { tokens: valid });
    await client.signOut();
    expect(requests).toEqual(['POST /v1/auth/logout']);
    expect(client.tokens).toBeUndefined();
  });
});

describe('a device', () => {
  const bodies: string[] = [];
  const signingIn: Answer = (_request, body) => {
    bodies.push(body);
    return json(200, { ...pair(bodies.length), deviceToken: `device-${bodies.length}` });
  };
  const credentials = { tenant: 'acme', email: 'a@example.com', password: 'secret' };
  beforeEach(() => void (bodies.length = 0));

  it('is known at its next sign-in, also after signing out, and its keeper is told', async () => {
    const devices: string[] = [];
    const { client } = clientOf(signingIn, { onDeviceToken: (token) => devices.push(token) });
    await client.signIn(credentials);
    await client.signOut();
    await client.signIn(credentials);
    expect(bodies.filter((body) => body !== '').map((body) => JSON.parse(body).deviceToken)).toEqual([
      undefined,
      'device-1',
    ]);
    expect(devices).toEqual(['device-1', 'device-3']);
    expect(client.deviceToken).toBe('device-3');
    expect(Object.keys(client.tokens!)).not.toContain('deviceToken');
  });

  it('is known to a later client, which may be told of another one at its sign-in', async () => {
    const { client } = clientOf(signingIn, { deviceToken: 'kept' });
    await client.signIn(credentials);
    await client.signIn({ ...credentials, deviceToken: 'of-somebody-else' });
    expect(bodies.map((body) => JSON.parse(body).deviceToken)).toEqual(['kept', 'of-somebody-else']);
  });
});

describe('a request', () => {
  it('writes lists of values with commas', async () => {
    const { client, requests } = clientOf(() => json(200, { data: [], nextCursor: null }));
    await client.GET('/v1/work-orders', { params: { query: { status: ['assigned', 'in_progress'] } } });
    expect(requests).toEqual(['GET /v1/work-orders?status=assigned,in_progress']);
  });

  it('carries a key when it is a POST, the same on every attempt, and the version it changes', async () => {
    const keys: (string | null)[] = [];
    const { client } = clientOf(
      (request) => {
        keys.push(request.headers.get('idempotency-key'), request.headers.get('if-match'));
        return keys.length < 4 ? problem(503, 'server.unavailable') : json(200, {});
      },
      { tokens: valid },
    );
    const params = { path: { id: 'w1' }, header: ifMatch({ version: 3 }) };
    await client.POST('/v1/work-orders/{id}/start', { params });
    expect(keys).toEqual([expect.stringMatching(/^[\da-f]{32}$/), '"3"', keys[0], '"3"']);
  });

  it('fails with all that the refusal says', async () => {
    const refusal = { status: 409, code: 'part.number_taken', detail: 'Taken.', requestId: 'r', existingId: 'p1' };
    const { client } = clientOf(() => json(409, refusal, 'application/problem+json'));
    const error: unknown = await client.GET('/v1/me').catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 409, code: 'part.number_taken', message: 'Taken.', errors: [] });
    expect((error as ProblemError).problem['existingId']).toBe('p1');
  });

  it('fails in the same form when something on the way answers', async () => {
    const { client } = clientOf(() => new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' }));
    await expect(client.GET('/v1/me')).rejects.toMatchObject({ status: 502, code: 'http.502' });
  });
});
