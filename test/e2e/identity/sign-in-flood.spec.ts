import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { Databases } from '#libs/database';
import { findContext } from '#libs/request-context';
import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';

let testApp: TestApp;
let acme: TestTenant;

// Each anonymous client has an address of its own, so that only the queue limits it.
beforeAll(async () => {
  testApp = await createTestApp({
    environment: { TRUSTED_PROXIES: 'loopback', DATABASE_POOL_SIZE: '10', LOG_LEVEL: 'silent' },
  });
  acme = await provisionTestTenant(testApp);
});

/** How many connections anonymous clients hold at once during the work. */
async function heldByStrangers(work: () => Promise<void>): Promise<number> {
  const { appPool, platformPool } = testApp.get(Databases);
  let [held, most] = [0, 0];
  const watch = (pool: Pool): (() => void) => {
    const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
    const watched = async (): Promise<PoolClient> => {
      const isStranger = findContext()?.actor.kind === 'anonymous';
      const client = await connect();
      if (!isStranger) return client;
      most = Math.max(most, (held += 1));
      const release = client.release.bind(client);
      client.release = (error) => {
        held -= 1;
        client.release = release;
        release(error);
      };
      return client;
    };
    pool.connect = watched as never;
    return () => void (pool.connect = connect as never);
  };
  const undo = [watch(appPool), watch(platformPool)];
  await work();
  for (const each of undo) each();
  return most;
}

const anAddress = (): string => `203.0.${randomBytes(1)[0]!}.${randomBytes(1)[0]!}`;
const aToken = (): string => {
  const tenant = Buffer.from(acme.ref.id.replaceAll('-', ''), 'hex');
  return `fprt_${Buffer.concat([tenant, randomBytes(32)]).toString('base64url')}`;
};

async function post(path: string, body: object): Promise<{ status: number; retryAfter: string | null }> {
  const response = await fetch(`${testApp.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': anAddress() },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return { status: response.status, retryAfter: response.headers.get('retry-after') };
}

const guess = () => {
  const email = `${randomBytes(6).toString('hex')}@example.com`;
  return post('/v1/auth/login', { tenant: acme.slug, email, password: 'not the password' });
};
const forge = () => post('/v1/auth/refresh', { refreshToken: aToken() });

/** So many callers at once, each with one call after the other until the work is done. */
async function during(work: () => Promise<void>, callers: readonly [typeof guess, number][]) {
  let isDone = false;
  const answers: Awaited<ReturnType<typeof guess>>[] = [];
  const call = async (one: typeof guess): Promise<void> => {
    while (!isDone) answers.push(await one());
  };
  const flood = callers.flatMap(([one, times]) => Array.from({ length: times }, () => call(one)));
  await work().finally(() => (isDone = true));
  await Promise.all(flood);
  return answers;
}

it('a flood of anonymous sign-ins does not delay users who are signed in, refresh or use a known device', async () => {
  const user = await acme.addUser('manager');
  const credentials = { tenant: acme.slug, email: user.email, password: user.password };
  const known = (await testApp.anonymous.post('/v1/auth/login').send(credentials).expect(200)).body;
  const client = testApp.withToken(known.accessToken);
  const seen: Record<string, number[]> = { reads: [], signIns: [], refreshes: [] };
  let answers: Awaited<ReturnType<typeof during>> = [];
  const most = await heldByStrangers(async () => {
    answers = await during(async () => {
      let { refreshToken } = known;
      for (let round = 0; round < 6; round += 1) {
        const reads = Array.from({ length: 8 }, () => client.get('/v1/facilities'));
        seen['reads']!.push(...(await Promise.all(reads)).map(({ status }) => status));
        const refreshed = await testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken });
        seen['refreshes']!.push(refreshed.status);
        refreshToken = refreshed.body.refreshToken;
        const body = { ...credentials, deviceToken: known.deviceToken };
        seen['signIns']!.push((await testApp.anonymous.post('/v1/auth/login').send(body)).status);
      }
    }, [
      [guess, 72],
      [forge, 6],
    ]);
  });
  expect(seen).toEqual({
    reads: Array(48).fill(200),
    refreshes: Array(6).fill(200),
    signIns: Array(6).fill(200),
  });
  // a quarter of ten connections for those who sign in, and as many for those who refresh
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(4);
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses].sort()).toEqual([401, 503]);
  for (const { status, retryAfter } of answers) if (status === 503) expect(Number(retryAfter)).toBeGreaterThan(0);
}, 120_000);

it('a refused anonymous client can sign in when the flood is over, and its refusal counted as no attempt', async () => {
  const user = await acme.addUser('manager');
  await during(async () => {
    for (let i = 0; i < 12; i += 1)
      expect([200, 503]).toContain((await post('/v1/auth/login', { ...right(user), tenant: acme.slug })).status);
  }, [[guess, 72]]);
  expect(await acme.tokens(user)).toMatchObject({ expiresIn: 900 });
}, 120_000);

function right({ email, password }: { email: string; password: string }) {
  return { email, password };
}
