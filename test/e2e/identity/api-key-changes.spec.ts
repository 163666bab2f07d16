import { TenancyFacade } from '#contexts/tenancy';
import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type HttpClient,
  type TestApp,
  type TestTenant,
  type TestUser,
} from '#libs/testing';
import { changeKey, makeKey, revokeKey, type MadeKey } from './api-key-calls.js';

const clock = new FakeClock(new Date());
let here: TestApp;
let there: TestApp;
let acme: TestTenant;
let admin: HttpClient;

// Two processes with one database, since each remembers keys that it has seen.
beforeAll(async () => {
  here = await createTestApp({ clock });
  there = await createTestApp({ clock, database: here.database, environment: { JWT_SECRET: here.config.secrets.jwt } });
  acme = await provisionTestTenant(here);
  admin = await acme.as('admin');
});

const keepers = ['api_keys:create', 'api_keys:read'];

/** A user of this role with a key, which both processes have seen. */
async function seenByBoth(role: string, scopes: readonly string[]) {
  const user = await acme.addUser(role);
  await grant(user, 1, keepers);
  const made = await makeKey(await acme.signIn(user), scopes);
  const clients = [here.withToken(made.key), there.withToken(made.key)];
  for (const client of clients) await client.get('/v1/me').expect(200);
  return { user, made, clients };
}

const grant = (user: TestUser, version: number, granted: readonly string[]) =>
  admin.put(`/v1/users/${user.id}/permissions`).set('If-Match', `"${version}"`).send({ granted }).expect(200);
const statusesOf = async (clients: readonly HttpClient[], path: string) =>
  (await Promise.all(clients.map((client) => client.get(path)))).map(({ status }) => status);

describe('in every process, from the very next request on', () => {
  it('a revoked key is refused', async () => {
    for (let round = 0; round < 20; round += 1) {
      const made = await makeKey(admin, ['users:read']);
      const clients = [here.withToken(made.key), there.withToken(made.key)];
      expect(await statusesOf(clients, '/v1/users')).toEqual([200, 200]);
      await revokeKey(admin, made);
      expect(await statusesOf(clients, '/v1/users')).toEqual([401, 401]);
    }
  });

  it('a key has the scopes that it is given and loses those that are taken away', async () => {
    const made = await makeKey(admin, ['users:read']);
    const clients = [here.withToken(made.key), there.withToken(made.key)];
    expect(await statusesOf(clients, '/v1/teams')).toEqual([403, 403]);
    await changeKey(admin, made, { scopes: ['users:read', 'teams:read'] }).expect(200);
    expect(await statusesOf(clients, '/v1/teams')).toEqual([200, 200]);
    await changeKey(admin, { ...made, etag: '"2"' }, { scopes: ['users:read'] }).expect(200);
    expect(await statusesOf(clients, '/v1/teams')).toEqual([403, 403]);
    const soon = new Date(clock.now().getTime() + 1_000).toISOString();
    await changeKey(admin, { ...made, etag: '"3"' }, { expiresAt: soon }).expect(200);
    clock.advance({ seconds: 1 });
    expect(await statusesOf(clients, '/v1/users')).toEqual([401, 401]);
  });

  it('a key has no more rights than its creator has then', async () => {
    const { user, clients } = await seenByBoth('manager', ['users:read', 'teams:read']);
    expect(await statusesOf(clients, '/v1/users')).toEqual([200, 200]);
    await admin.patch(`/v1/users/${user.id}`).set('If-Match', '"2"').send({ role: 'technician' }).expect(200);
    expect(await statusesOf(clients, '/v1/users')).toEqual([403, 403]);
    expect(await statusesOf(clients, '/v1/teams')).toEqual([200, 200]);
    expect((await clients[0]!.get('/v1/me')).body.permissions).toEqual(['teams:read']);
    await grant(user, 3, ['users:read']);
    expect(await statusesOf(clients, '/v1/users')).toEqual([200, 200]);
    await grant(user, 4, []);
    expect(await statusesOf(clients, '/v1/users')).toEqual([403, 403]);
  });

  it('a key stops while its creator is deactivated', async () => {
    const { user, clients } = await seenByBoth('manager', ['users:read']);
    await admin.post(`/v1/users/${user.id}/deactivate`).set('If-Match', '"2"').expect(200);
    expect(await statusesOf(clients, '/v1/users')).toEqual([401, 401]);
    await admin.post(`/v1/users/${user.id}/activate`).set('If-Match', '"3"').expect(200);
    expect(await statusesOf(clients, '/v1/users')).toEqual([200, 200]);
  });

  it('the key of a suspended tenant is closed', async () => {
    const tenant = await provisionTestTenant(here);
    const { key } = await makeKey(await tenant.as('admin'), ['users:read']);
    const clients = [here.withToken(key), there.withToken(key)];
    expect(await statusesOf(clients, '/v1/users')).toEqual([200, 200]);
    await tenant.run(() => here.get(TenancyFacade).suspend(tenant.slug, 'unpaid'));
    for (const client of clients) expect((await client.get('/v1/users').expect(403)).body.code).toBe('tenant.closed');
  });
});

it('a key that expires is refused from that second on, though it was remembered', async () => {
  const expiresAt = new Date(clock.now().getTime() + 60_000).toISOString();
  const client = here.withToken((await makeKey(admin, ['users:read'], { expiresAt })).key);
  await client.get('/v1/users').expect(200);
  clock.advance({ seconds: 59 });
  await client.get('/v1/users').expect(200);
  clock.advance({ seconds: 1 });
  await client.get('/v1/users').expect(401);
});

describe('the last use', () => {
  const read = async ({ id }: MadeKey) => (await admin.get(`/v1/api-keys/${id}`).expect(200)).body;
  /** The transaction that wrote the row last. */
  const writerOf = async ({ id }: MadeKey) =>
    (await here.database.query(`select xmin::text from "${acme.ref.schema}".api_keys where id = $1`, [id]))[0]!['xmin'];
  const use = ({ key }: MadeKey, testApp: TestApp, times: number) =>
    Promise.all(Array.from({ length: times }, () => testApp.withToken(key).get('/v1/users').expect(200)));

  it('is told to the minute, without a write for each call or process', async () => {
    const made = await makeKey(admin, ['users:read']);
    expect(await read(made)).toMatchObject({ lastUsedAt: null, lastUsedIp: null, version: 1 });
    const firstUse = clock.now().toISOString();
    await use(made, here, 50);
    const used = await read(made);
    expect(used).toMatchObject({ lastUsedAt: firstUse, updatedAt: firstUse, version: 1 });
    expect(used.lastUsedIp).toMatch(/^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/);

    const writer = await writerOf(made);
    clock.advance({ seconds: 59 });
    await use(made, here, 50);
    await use(made, there, 50);
    expect(await writerOf(made)).toBe(writer);
  });

  it('moves when the key is looked up a minute later', async () => {
    const made = await makeKey(admin, ['users:read']);
    await use(made, here, 1);
    clock.advance({ seconds: 61 });
    const later = clock.now().toISOString();
    await use(made, there, 1);
    expect(await read(made)).toMatchObject({ lastUsedAt: later, version: 1 });
  });
});
