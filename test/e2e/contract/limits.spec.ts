import { TenancyFacade } from '#contexts/tenancy';
import {
  createTestApp,
  provisionTestTenant,
  waitUntil,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { secretsOf, startBeside } from './other-process.js';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp();
});

const trial = { users: 100, equipment: 100, storage_bytes: 1_000_000 };
const allow = (tenant: TestTenant, calls: number | null, app = testApp) =>
  app
    .get(TenancyFacade)
    .setEntitlements(tenant.ref, { planSlug: 'test', limits: { ...trial, api_calls: calls }, features: [] });
const used = async ({ ref }: TestTenant): Promise<number> => {
  const counter = `select used from ${ref.schema}.usage_counters where name = 'api_calls'`;
  return Number((await testApp.database.query(counter))[0]!['used']);
};
/** Calls one path so many times, so many at once, and counts the statuses. */
async function callOften(urls: readonly string[], token: string, times: number, atOnce = 60) {
  const statuses: Record<number, number> = {};
  let sent = 0;
  const caller = async (): Promise<void> => {
    while (sent < times) {
      const url = urls[sent++ % urls.length]!;
      const { status } = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  return statuses;
}

describe('answers of the API', () => {
  let acme: TestTenant;
  let admin: HttpClient;
  beforeAll(async () => {
    acme = await provisionTestTenant(testApp);
    await allow(acme, 1_000_000);
    admin = await acme.as('admin');
  });

  const policy = /^"burst";q=1000000;w=10, "month";q=1000000;w=(2419200|2505600|2592000|2678400)$/;
  const left = /^"burst";r=(\d+);t=(\d+), "month";r=(\d+);t=(\d+)$/;

  it('say what is allowed and what is left of it, whatever they answer', async () => {
    const answers = await Promise.all([
      admin.get('/v1/me'),
      admin.get('/v1/facilities?limit=0'),
      admin.get('/v1/facilities/nowhere'),
      admin.post('/v1/facilities').send({}),
      admin.post('/v1/facilities').set('Content-Type', 'application/json').send('{'),
      (await acme.as('customer')).get('/v1/users'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 404, 422, 400, 403]);
    for (const { headers } of answers) {
      expect(headers['ratelimit-policy']).toMatch(policy);
      expect(headers['ratelimit']).toMatch(left);
    }
  });

  it('count down', async () => {
    const leftAfter = async () => left.exec(String((await admin.get('/v1/me').expect(200)).headers['ratelimit']))!;
    const before = await leftAfter();
    const after = await leftAfter();
    expect(Number(after[3])).toBe(Number(before[3]) - 1);
  });

  it('say nothing of a month that the plan does not limit', async () => {
    const rich = await provisionTestTenant(testApp);
    await allow(rich, null);
    const { headers } = await (await rich.as('admin')).get('/v1/me').expect(200);
    expect(headers['ratelimit-policy']).toBe('"burst";q=1000000;w=10');
    expect(headers['ratelimit']).toMatch(/^"burst";r=\d+;t=\d+$/);
  });

  it('apply to anonymous callers by network', async () => {
    const { email, password } = acme.admin;
    const answers = [
      await testApp.anonymous.post('/v1/auth/login').send({ tenant: acme.slug, email, password }).expect(200),
      await testApp.anonymous.get('/v1/me').expect(401),
    ];
    for (const { headers } of answers) {
      expect([headers['ratelimit-policy'], headers['ratelimit']]).toEqual([
        '"burst";q=1000000;w=10',
        expect.stringMatching(/^"burst";r=\d+;t=\d+$/),
      ]);
    }
  });

  it.each(['/docs', '/docs/assets/swagger-ui-bundle.js', '/reference', '/reference/scalar.js', '/openapi.yaml'])(
    'hold for %s',
    async (path) => {
      const { headers } = await testApp.anonymous.get(path).expect(200);
      expect(headers['ratelimit-policy']).toBe('"burst";q=1000000;w=10');
    },
  );

  it('of health and unknown addresses say nothing of limits', async () => {
    for (const path of ['/health/live', '/v1/nothing'])
      expect((await testApp.anonymous.get(path)).headers['ratelimit']).toBeUndefined();
  });
});

describe('the calls of the month', () => {
  it('that a process took and did not use are given back when it ends; calls are written down by user and day', async () => {
    const other = await createTestApp({ database: testApp.database, environment: secretsOf(testApp) });
    const acme = await provisionTestTenant(testApp);
    await allow(acme, 100_000);
    const { accessToken } = await acme.tokens(acme.admin);
    const { 200: served } = await callOften([`${other.baseUrl}/v1/permissions`], accessToken, 500);
    await callOften([`${other.baseUrl}/v1/facilities/nowhere`], accessToken, 20);
    expect([served, (await used(acme)) > 520]).toEqual([500, true]);
    await other.close();
    expect(await used(acme)).toBe(520);
    const usage = await testApp.database.query(`select * from ${acme.ref.schema}.api_usage`);
    expect(usage).toMatchObject([{ principal: expect.stringMatching(/^user:/), calls: '520', errors: '20' }]);
  });

  it('are seen where usage is read', async () => {
    const acme = await provisionTestTenant(testApp);
    const { accessToken } = await acme.tokens(acme.admin);
    await callOften([`${testApp.baseUrl}/v1/permissions`], accessToken, 30);
    const { body } = await testApp.withToken(accessToken).get('/v1/usage').expect(200);
    expect(body.apiCallsMonth).toMatchObject({ limit: 1_000_000, used: 31 });
  });

  it('begin anew when the month is over', async () => {
    const acme = await provisionTestTenant(testApp);
    await allow(acme, 5);
    const counter = `${acme.ref.schema}.usage_counters`;
    await testApp.database.query(
      `update ${counter} set used = 5, resets_at = now() - interval '1 second' where name = 'api_calls'`,
    );
    const { accessToken } = await acme.tokens(acme.admin);
    const statuses = await callOften([`${testApp.baseUrl}/v1/me`], accessToken, 8, 1);
    expect(statuses).toEqual({ 200: 5, 429: 3 });
    const [row] = await testApp.database.query(
      `select resets_at = date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + interval '1 month' as "isNext"
        from ${counter} where name = 'api_calls'`,
    );
    expect(row).toEqual({ isNext: true });
  });

  it('are more as soon as the plan allows more', async () => {
    const acme = await provisionTestTenant(testApp);
    await allow(acme, 2);
    const { accessToken } = await acme.tokens(acme.admin);
    expect(await callOften([`${testApp.baseUrl}/v1/me`], accessToken, 4, 1)).toEqual({ 200: 2, 429: 2 });
    await allow(acme, 20);
    await waitUntil(async () => (await callOften([`${testApp.baseUrl}/v1/me`], accessToken, 1))[200] === 1);
  });
});

describe('calls of three processes', () => {
  const rates = { RATE_LIMIT_TENANT: '1000/100', RATE_LIMIT_PRINCIPAL: '500/100', RATE_LIMIT_NETWORK: '20/1000' };
  let strict: TestApp;
  let urls: string[];
  beforeAll(async () => {
    const environment = { ...secretsOf(testApp), ...rates };
    strict = await createTestApp({ database: testApp.database, environment });
    const others = await Promise.all([1, 2].map(() => startBeside(testApp, rates)));
    urls = [strict.baseUrl, ...others.map(({ baseUrl }) => baseUrl)].map((base) => `${base}/v1/permissions`);
  }, 60_000);

  /** So many at once and as many again in a hundred seconds. */
  function expectExactly(allowed: number, quota: number, seconds: number): void {
    const most = quota + (quota / 100) * seconds;
    expect(allowed).toBeGreaterThanOrEqual(0.98 * quota);
    expect(allowed).toBeLessThanOrEqual(1.02 * most);
  }

  const times = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const start = performance.now();
    return [await work(), (performance.now() - start) / 1_000];
  };

  it('are let through as often as the plan includes, exactly, and refused then', async () => {
    const acme = await provisionTestTenant(strict);
    await allow(acme, 400, strict);
    const { accessToken } = await acme.tokens(acme.admin);
    const statuses = await callOften(urls, accessToken, 800);
    expect(statuses[200]! + statuses[429]!).toBe(800);
    expect(statuses[200]).toBeGreaterThanOrEqual(392);
    expect(statuses[200]).toBeLessThanOrEqual(400);
    const refused = await fetch(urls[0]!, { headers: { authorization: `Bearer ${accessToken}` } });
    expect(await refused.json()).toMatchObject({ code: 'rate_limit.month_exceeded', status: 429, policy: 'month' });
    expect(refused.headers.get('ratelimit')).toMatch(/"month";r=0;t=\d+$/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('of one user at once are limited exactly', async () => {
    const acme = await provisionTestTenant(strict);
    const { accessToken } = await acme.tokens(acme.admin);
    const [statuses, seconds] = await times(() => callOften(urls, accessToken, 1_500));
    expectExactly(statuses[200]!, 500, seconds);
    const call = () => fetch(urls[0]!, { headers: { authorization: `Bearer ${accessToken}` } });
    let refused = await call();
    // quota that was refilled meanwhile is used up first
    while (refused.status === 200) refused = await call();
    expect(await refused.json()).toMatchObject({ code: 'rate_limit.burst_exceeded', status: 429, policy: 'burst' });
    expect(refused.headers.get('ratelimit')).toMatch(/^"burst";r=0;t=(99|100)/);
    expect(refused.headers.get('retry-after')).toBe('1');
  });

  it('of a tenant at once are limited exactly, however many users share them', async () => {
    const acme = await provisionTestTenant(strict);
    const users = await Promise.all(Array.from({ length: 6 }, () => acme.addUser('manager')));
    const tokens = await Promise.all(users.map(async (user) => (await acme.tokens(user)).accessToken));
    const [all, seconds] = await times(() => Promise.all(tokens.map((token) => callOften(urls, token, 500, 12))));
    expectExactly(
      all.reduce((sum, statuses) => sum + statuses[200]!, 0),
      1_000,
      seconds,
    );
  });

  it('of a tenant at fifty times its quota leave another one unharmed', async () => {
    const [loud, quiet] = [await provisionTestTenant(strict), await provisionTestTenant(strict)];
    await allow(loud, 40, strict);
    const [loudToken, quietToken] = [
      (await loud.tokens(loud.admin)).accessToken,
      (await quiet.tokens(quiet.admin)).accessToken,
    ];
    const [noise, calm] = await Promise.all([callOften(urls, loudToken, 50 * 40), callOften(urls, quietToken, 300, 3)]);
    expect([noise[200], noise[429], calm]).toEqual([40, 50 * 40 - 40, { 200: 300 }]);
  });

  it('of strangers are limited by network, which keeps nobody out who is signed in', async () => {
    const acme = await provisionTestTenant(strict);
    const { accessToken } = await acme.tokens(acme.admin);
    const tries = await Promise.all(
      Array.from({ length: 40 }, () => strict.anonymous.post('/v1/auth/refresh').send({ refreshToken: 'fprt_nobody' })),
    );
    expect(tries.filter(({ status }) => status !== 429).length).toBeLessThanOrEqual(20);
    expect((await strict.anonymous.get('/v1/me')).body).toMatchObject({ code: 'rate_limit.burst_exceeded' });
    await strict.withToken(accessToken).get('/v1/me').expect(200);
  });
});

it('limits can be switched off', async () => {
  const free = await createTestApp({
    database: testApp.database,
    environment: { ...secretsOf(testApp), RATE_LIMITS: 'off' },
  });
  const acme = await provisionTestTenant(free);
  await allow(acme, 0, free);
  const { headers } = await (await acme.as('admin')).get('/v1/me').expect(200);
  expect(headers['ratelimit-policy']).toBeUndefined();
  await free.close();
});
