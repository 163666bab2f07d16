import { randomUUID } from 'node:crypto';
import { TenancyFacade } from '#contexts/tenancy';
import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { newApiKey } from '../../../src/contexts/identity/api-keys/application/api-key-secret.js';
import { makeKey, revokeKey } from './api-key-calls.js';

const clock = new FakeClock(new Date());
let here: TestApp;
let there: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  here = await createTestApp({ clock });
  there = await createTestApp({ clock, database: here.database, environment: { JWT_SECRET: here.config.secrets.jwt } });
  acme = await provisionTestTenant(here);
  admin = await acme.as('admin');
});
beforeEach(() => here.database.query('delete from public.sign_in_failures'));

const unknownKey = (tenantId = acme.ref.id) => newApiKey(tenantId).text;
const send = (key: string, testApp = here) => testApp.withToken(key).get('/v1/users');
const failures = async (): Promise<number> =>
  Number(
    (await here.database.query('select coalesce(max(failures), 0) as most from public.sign_in_failures'))[0]!['most'],
  );

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, string>;
}

/** Compares bytes, without request id and time. */
function comparable({ status, text, headers }: Answer) {
  const { 'x-request-id': id = '', date: _date, ratelimit: _left, ...rest } = headers;
  return { status, text: text.replace(id, ''), headers: Object.entries(rest) };
}

describe('a refused key', () => {
  it('is answered the same whatever is wrong with it: nobody learns which tenants, users and keys there are', async () => {
    const closed = await provisionTestTenant(here);
    await closed.run(() => here.get(TenancyFacade).suspend(closed.slug, 'unpaid'));
    const revoked = await makeKey(admin, ['users:read']);
    await revokeKey(admin, revoked);
    const expiresAt = new Date(clock.now().getTime() + 1_000).toISOString();
    const expired = await makeKey(admin, ['users:read'], { expiresAt });
    clock.advance({ seconds: 2 });
    const keys = {
      'an unknown one': unknownKey(),
      'one of another tenant’s': unknownKey((await provisionTestTenant(here)).ref.id),
      'one of no tenant': unknownKey(randomUUID()),
      'one of a closed tenant': unknownKey(closed.ref.id),
      'a revoked one': revoked.key,
      'an expired one': expired.key,
      'a mistyped one': `${revoked.key.slice(0, -1)}_`,
      'its prefix': 'fp_live_',
      'a huge one': `fp_live_${'x'.repeat(8_000)}`,
    };
    const model = comparable(await send('no-token-at-all').expect(401));
    for (const [what, key] of Object.entries(keys))
      expect({ what, ...comparable(await send(key)) }).toEqual({ what, ...model });
    // remembered as refused
    for (const [what, key] of Object.entries(keys))
      expect({ what, ...comparable(await send(key)) }).toEqual({ what, ...model });
  });

  it('does not become one of another tenant: the tenant is part of what is hashed', async () => {
    const other = await provisionTestTenant(here);
    const { key } = await makeKey(admin, ['users:read']);
    await here.database.query(
      `insert into "${other.ref.schema}".api_keys select * from "${acme.ref.schema}".api_keys where false`,
    );
    await send(key).set('X-Tenant', other.slug).expect(403);
    await send(key).set('Host', `${other.slug}.localhost`).expect(403);
    await send(key).set('X-Tenant', acme.slug).expect(200);
  });
});

describe('unknown keys', () => {
  it('count for their network, over all processes and however many come at once', async () => {
    const fifty = (testApp: TestApp) => Promise.all(Array.from({ length: 50 }, () => send(unknownKey(), testApp)));
    const statuses = (await Promise.all([fifty(here), fifty(there)])).flat().map(({ status }) => status);
    expect(statuses).toEqual(Array(100).fill(401));
    expect(await failures()).toBe(100);
    for (const testApp of [here, there]) {
      const { body, headers } = await send(unknownKey(), testApp).expect(429);
      expect([body.code, Number(headers['retry-after'])]).toEqual(['auth.too_many_keys', expect.any(Number)]);
    }
  });

  it('keep no valid key out, neither one that was used before nor a new one', async () => {
    const used = await makeKey(admin, ['users:read']);
    await send(used.key).expect(200);
    await Promise.all(Array.from({ length: 101 }, () => send(unknownKey())));
    await send(unknownKey()).expect(429);
    await send(used.key).expect(200);
    await send((await makeKey(admin, ['users:read'])).key).expect(200);
    await acme.tokens(acme.admin);
  });

  it('that are mistyped, or sent again and again, are no guesses', async () => {
    const { key } = await makeKey(admin, ['users:read']);
    for (let at = 8; at < 60; at += 1)
      await send(key.slice(0, at) + (key[at] === 'x' ? 'y' : 'x') + key.slice(at + 1)).expect(401);
    expect(await failures()).toBe(0);
    const wrong = unknownKey();
    for (let times = 0; times < 20; times += 1) await send(wrong).expect(401);
    expect(await failures()).toBeLessThan(5);
  });
});

describe('a credential in an address', () => {
  it('is refused on every route, valid or not, with or without a right one in the header', async () => {
    const { key } = await makeKey(admin, ['users:read', 'work_orders:read', 'work_orders:read_all']);
    const { accessToken } = await acme.tokens(acme.admin);
    const paths = ['access_token', 'api_key', 'api-key', 'apiKey', 'Authorization', 'bearer', 'accessToken'].flatMap(
      (name) => [`/v1/users?${name}=${key}`, `/v1/users?limit=1&${name}=${accessToken}`],
    );
    for (const path of [
      ...paths,
      `/v1/users?token=${key}`,
      `/v1/work-orders?q=${key}`,
      `/v1/users/${key}`,
      `/v1/permissions?x=${key}`,
    ])
      for (const client of [here.anonymous, here.withToken(key), here.withToken(accessToken)]) {
        const { status, body } = await client.get(path);
        expect([path, status, body.code]).toEqual([path, 400, 'auth.credential_in_url']);
      }
    const login = here.anonymous.post(`/v1/auth/login?access_token=${accessToken}`).send({});
    expect((await login.expect(400)).body.code).toBe('auth.credential_in_url');
  });

  it('is known by what it looks like, under any name', async () => {
    const login = { tenant: acme.slug, email: acme.admin.email, password: acme.admin.password };
    const { accessToken, refreshToken, deviceToken } = (
      await here.anonymous.post('/v1/auth/login').send(login).expect(200)
    ).body;
    for (const token of [accessToken, refreshToken, deviceToken] as string[])
      for (const client of [here.anonymous, here.withToken(accessToken)]) {
        const answers = [
          await client.get(`/v1/me?t=${token}`),
          await client.get(`/v1/users?limit=1&next=${token}`),
          await client.post(`/v1/auth/refresh?refreshToken=${token}`).send({}),
        ];
        for (const { status, body } of answers) expect([status, body.code]).toEqual([400, 'auth.credential_in_url']);
      }
  });

  it('opens nothing elsewhere either', async () => {
    const { accessToken } = await acme.tokens(acme.admin);
    await here.anonymous.get('/v1/me').set('X-Api-Key', accessToken).expect(401);
    await here.anonymous.get('/v1/me').set('Cookie', `access_token=${accessToken}`).expect(401);
  });
});

it('calls are limited for each key, as for each user', async () => {
  const environment = { JWT_SECRET: here.config.secrets.jwt, RATE_LIMIT_PRINCIPAL: '20/60' };
  const strict = await createTestApp({ database: here.database, clock, environment });
  const [busy, idle] = [await makeKey(admin, ['users:read']), await makeKey(admin, ['users:read'])];
  const statuses: number[] = [];
  for (let calls = 0; calls < 40; calls += 1) statuses.push((await send(busy.key, strict)).status);
  expect(statuses.filter((status) => status === 200).length).toBeLessThan(25);
  expect(statuses.at(-1)).toBe(429);
  await send(idle.key, strict).expect(200);
  await strict
    .withToken((await acme.tokens(acme.admin)).accessToken)
    .get('/v1/users')
    .expect(200);
  await strict.close();
});
