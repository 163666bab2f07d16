import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { TenancyFacade } from '#contexts/tenancy';
import { createTestApp, FakeClock, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';

const clock = new FakeClock();
const environment = { TRUSTED_PROXIES: 'loopback', LOG_LEVEL: 'silent' };
let here: TestApp;
let there: TestApp;
let acme: TestTenant;

// Two applications with one database; each test comes from networks of its own.
beforeAll(async () => {
  here = await createTestApp({ clock, environment });
  const { jwt } = here.config.secrets;
  there = await createTestApp({ clock, database: here.database, environment: { ...environment, JWT_SECRET: jwt } });
  acme = await provisionTestTenant(here);
});

const network = (): string => `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}`;
/** An address of the network, which is a /64. */
const addressIn = (net: string): string =>
  `${net}:${randomBytes(2).toString('hex')}::${randomBytes(2).toString('hex')}`;
const linkToken = (prefix: string): string => {
  const tenant = Buffer.from(acme.ref.id.replaceAll('-', ''), 'hex');
  return `${prefix}${Buffer.concat([tenant, randomBytes(32)]).toString('base64url')}`;
};

interface Guess {
  readonly path: string;
  readonly body?: object;
  readonly token?: string;
}

function send({ path, body, token }: Guess, address: string, app: { baseUrl: string } = here) {
  return fetch(`${app.baseUrl}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': address,
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** So many at once, by turns to both applications; how many had each status. */
async function burst(times: number, guess: () => Guess, address: () => string): Promise<Record<number, number>> {
  const answers = await Promise.all(
    Array.from({ length: times }, (_, index) => send(guess(), address(), index % 2 ? there : here)),
  );
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

const password = 'a strong enough password';
const guesses: Record<string, () => Guess> = {
  'refresh tokens': () => ({ path: '/v1/auth/refresh', body: { refreshToken: linkToken('fprt_') } }),
  'links to set a password': () => ({ path: '/v1/auth/reset-password', body: { token: linkToken('fppr_'), password } }),
  invitations: () => ({ path: '/v1/auth/accept-invitation', body: { token: linkToken('fpin_'), password } }),
};

describe('a hundred failures close a network, exactly, at once and over two processes', () => {
  it.each(Object.keys(guesses))('of %s', async (kind) => {
    const net = network();
    expect(await burst(130, guesses[kind]!, () => addressIn(net))).toEqual({ 401: 100, 429: 30 });
    const other = network();
    expect((await send(guesses[kind]!(), addressIn(other))).status).toBe(401);
    clock.advance({ minutes: 15, seconds: 1 });
    expect((await send(guesses[kind]!(), addressIn(net))).status).toBe(401);
  });
});

const guessPassword = (email: string) => () => ({
  path: '/v1/auth/login',
  body: { tenant: acme.slug, email, password: 'not the password' },
});

it('ten failures close an account, exactly, from a hundred networks at once', async () => {
  const user = await acme.addUser('technician');
  expect(await burst(40, guessPassword(user.email), () => addressIn(network()))).toEqual({ 401: 10, 429: 30 });
});

it('addresses that a client makes up count as the one behind the proxy that is trusted', async () => {
  const net = network();
  const made = () => `${randomUUID()}, 10.0.0.1, ${addressIn(net)}`;
  expect(await burst(110, guesses['refresh tokens']!, made)).toEqual({ 401: 100, 429: 10 });
});

it('ten thousand failures from everywhere close sign-ins to strangers, exactly, and not to known devices', async () => {
  const user = await acme.addUser('technician');
  const signIn = { path: '/v1/auth/login', body: { tenant: acme.slug, email: user.email, password: user.password } };
  const known = (await (await send(signIn, addressIn(network()))).json()) as { deviceToken: string };
  const subject = createHash('sha256').update('everywhere network').digest('hex');
  await here.database.query('delete from public.sign_in_failures');
  await here.database.query(
    `insert into public.sign_in_failures (subject, failures, expires_at) values ($1, 9992, $2)`,
    [subject, new Date(clock.now().getTime() + 60_000)],
  );
  const anyone = () => guessPassword(`${randomUUID()}@example.com`)();
  expect(await burst(20, anyone, () => addressIn(network()))).toEqual({ 401: 8, 429: 12 });
  expect((await send(signIn, addressIn(network()))).status).toBe(429);
  const { deviceToken } = known;
  expect((await send({ ...signIn, body: { ...signIn.body, deviceToken } }, addressIn(network()))).status).toBe(200);
  await here.database.query('delete from public.sign_in_failures');
});

it('a tenant that is called otherwise knows its devices, and those of an earlier release', async () => {
  const tenant = await provisionTestTenant(here);
  const user = await tenant.addUser('technician');
  const login = (slug: string, more: object = {}) =>
    send(
      { path: '/v1/auth/login', body: { tenant: slug, email: user.email, password: user.password, ...more } },
      addressIn(network()),
    );
  const { deviceToken } = (await (await login(tenant.slug)).json()) as { deviceToken: string };
  const slug = `t-${randomBytes(5).toString('hex')}`;
  await here.database.query('update public.tenants set slug = $1 where id = $2', [slug, tenant.ref.id]);
  clock.advance({ minutes: 1 });
  await here.get(TenancyFacade).allTenants();
  for (let index = 0; index < 10; index += 1) await login(slug, { password: 'not the password' });
  expect((await login(slug)).status).toBe(429);
  expect((await login(slug, { deviceToken })).status).toBe(200);
});

describe('what one network may call at once', () => {
  it('is used up by strangers, not by known devices, each of which has as much for itself', async () => {
    const crowded = await createTestApp({
      clock,
      database: here.database,
      environment: { ...environment, JWT_SECRET: here.config.secrets.jwt, RATE_LIMIT_NETWORK: '20/60' },
    });
    const net = network();
    const user = await acme.addUser('technician');
    const signIn = { path: '/v1/auth/login', body: { tenant: acme.slug, email: user.email, password: user.password } };
    const known = (await (await send(signIn, addressIn(network()), crowded)).json()) as Record<string, string>;
    const stranger = guesses['refresh tokens']!;
    const statuses = await Promise.all(Array.from({ length: 60 }, () => send(stranger(), addressIn(net), crowded)));
    expect(statuses.filter(({ status }) => status === 429).length).toBeGreaterThan(30);
    const from = (guess: Guess) => send(guess, addressIn(net), crowded);
    const { deviceToken, refreshToken } = known;
    expect((await from(signIn)).status).toBe(429);
    expect((await from({ ...signIn, body: { ...signIn.body, deviceToken: `${deviceToken}A` } })).status).toBe(429);
    expect((await from({ ...signIn, body: { ...signIn.body, deviceToken } })).status).toBe(200);
    expect((await from({ path: '/v1/auth/refresh', body: { refreshToken } })).status).toBe(429);
    expect((await from({ path: '/v1/auth/refresh', body: { refreshToken, deviceToken } })).status).toBe(200);
    const often = await Promise.all(
      Array.from({ length: 40 }, () => from({ ...signIn, body: { ...signIn.body, deviceToken, password: 'wrong' } })),
    );
    expect(often.filter(({ status }) => status === 429).length).toBeGreaterThan(30);
  });
});
