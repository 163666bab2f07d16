import { createHash } from 'node:crypto';
import { TenancyFacade, type PlanFeature } from '#contexts/tenancy';
import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { changeKey, makeKey, revokeKey, rotateKey, type MadeKey } from './api-key-calls.js';

const clock = new FakeClock();
let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
});

const query = (text: string, values: unknown[] = []) =>
  testApp.database.query(text.replaceAll('@', `"${acme.ref.schema}".`), values);

const make = (scopes: readonly string[], more: object = {}, client = admin) => makeKey(client, scopes, more);
const withKey = ({ key }: MadeKey) => testApp.withToken(key);

/** A user of this role who may manage keys as well. */
async function managerOfKeys(role: string): Promise<HttpClient> {
  const user = await acme.addUser(role);
  const granted = ['api_keys:read', 'api_keys:create', 'api_keys:update', 'api_keys:revoke'];
  await admin.put(`/v1/users/${user.id}/permissions`).set('If-Match', '"1"').send({ granted }).expect(200);
  return acme.signIn(user);
}

describe('a new key', () => {
  it('is shown once; its hash alone is stored, and nothing of it stands in the audit log', async () => {
    const made = await make(['facilities:read']);
    expect(made.key).toMatch(/^fp_live_[0-9A-Za-z]{60}$/);
    const [row] = await query('select key_hash, prefix from @api_keys where id = $1', [made.id]);
    expect(row).toEqual({
      key_hash: createHash('sha256').update(made.key).digest('hex'),
      prefix: made.key.slice(0, 14),
    });
    for (const path of [`/v1/api-keys/${made.id}`, '/v1/api-keys', '/v1/audit-logs']) {
      const { text } = await admin.get(path).expect(200);
      expect(text).not.toContain(made.key);
      expect(text).not.toContain(row!['key_hash']);
    }
    expect((await admin.get(`/v1/api-keys/${made.id}`)).body).toMatchObject({ key: null, prefix: row!['prefix'] });
  });

  it('is not kept for a repetition either: that reads the key as it is, without its text', async () => {
    const once = () =>
      admin
        .post('/v1/api-keys')
        .set('Idempotency-Key', 'make')
        .send({ name: 'Once', scopes: ['users:read'] });
    const [first, again] = [await once().expect(201), await once().expect(201)];
    expect(first.headers['cache-control']).toBe('no-store');
    expect(again.body).toEqual({ ...first.body, key: null });
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true', location: first.headers['location'] });
  });

  it('gets no more than its maker has, nothing unknown, and never the right to manage keys', async () => {
    const keeper = await managerOfKeys('technician');
    await make(['work_orders:read'], {}, keeper);
    const beyond = await keeper
      .post('/v1/api-keys')
      .send({ name: 'More', scopes: ['work_orders:read', 'users:create'] });
    expect([beyond.status, beyond.body.code, beyond.body.missing]).toEqual([
      403,
      'user.beyond_own_rights',
      ['users:create'],
    ]);
    for (const scope of ['api_keys:create', 'api_keys:read', 'everything', 'admin'])
      expect((await admin.post('/v1/api-keys').send({ name: 'Odd', scopes: [scope] })).status).toBe(422);
    await admin.post('/v1/api-keys').send({ name: 'None', scopes: [] }).expect(422);
    const past = { name: 'Late', scopes: ['users:read'], expiresAt: '2020-01-01T00:00:00Z' };
    expect((await admin.post('/v1/api-keys').send(past).expect(422)).body.code).toBe('api_key.expiry_passed');
  });
});

describe('a rotation', () => {
  it('gives a new key, while the old one goes on for the overlap and no longer', async () => {
    const old = await make(['users:read'], {
      expiresAt: new Date(clock.now().getTime() + 30 * 86_400_000).toISOString(),
    });
    const { body, headers } = await rotateKey(admin, old, { overlapSeconds: 3_600 }).expect(201);
    expect(headers['location']).toBe(`/v1/api-keys/${body.id}`);
    expect(body).toMatchObject({ name: 'Gateway', scopes: ['users:read'], rotatedFromId: old.id });
    expect(body.key).toMatch(/^fp_live_/);
    const next = { id: body.id, key: body.key, etag: '' };
    for (const each of [old, next]) await withKey(each).get('/v1/users').expect(200);
    clock.advance({ hours: 1, seconds: 1 });
    admin = await acme.signIn(acme.admin);
    await withKey(old).get('/v1/users').expect(401);
    await withKey(next).get('/v1/users').expect(200);
    expect((await rotateKey(admin, { ...old, etag: '"2"' }).expect(409)).body.code).toBe('api_key.ended');
  });

  it('without an overlap ends the old key at once', async () => {
    const old = await make(['users:read']);
    await withKey(old).get('/v1/users').expect(200);
    await rotateKey(admin, old, { overlapSeconds: 0 }).expect(201);
    await withKey(old).get('/v1/users').expect(401);
  });

  it('is for whoever made the key: nobody gets a key in the name of somebody else', async () => {
    const keeper = await managerOfKeys('manager');
    const old = await make(['work_orders:read']);
    expect((await rotateKey(keeper, old).expect(403)).body.code).toBe('api_key.not_own');
  });

  it('by two at once has one winner', async () => {
    const old = await make(['users:read']);
    const answers = await Promise.all([1, 2, 3].map(() => rotateKey(admin, old)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412]);
  });
});

describe('a change', () => {
  it('needs every right that the key has or gets', async () => {
    const keeper = await managerOfKeys('manager');
    const [small, large] = [await make(['work_orders:read']), await make(['users:create'])];
    await changeKey(keeper, small, { name: 'Renamed' }).expect(200);
    for (const [key, body] of [
      [large, { name: 'Mine now' }],
      [{ ...small, etag: '"2"' }, { scopes: ['users:create'] }],
    ] as const)
      expect((await changeKey(keeper, key, body).expect(403)).body.code).toBe('user.beyond_own_rights');
    await revokeKey(keeper, large);
    expect((await changeKey(admin, { ...large, etag: '"2"' }, { name: 'Back' }).expect(409)).body.code).toBe(
      'api_key.ended',
    );
  });

  it('lists keys of one user, and those that can still be used', async () => {
    const [kept, revoked] = [await make(['users:read']), await make(['users:read'])];
    await revokeKey(admin, revoked);
    const me = (await admin.get('/v1/me')).body.id as string;
    const idsOf = async (filter: string) =>
      (await admin.get(`/v1/api-keys?limit=100&createdById=${me}&${filter}`).expect(200)).body.data.map(
        ({ id }: { id: string }) => id,
      );
    expect(await idsOf('usable=true')).toContain(kept.id);
    expect(await idsOf('usable=true')).not.toContain(revoked.id);
    expect(await idsOf('usable=false')).toContain(revoked.id);
  });
});

it('a plan without api_access makes no keys, and lets none in', async () => {
  const poor = await provisionTestTenant(testApp);
  const client = await poor.as('admin');
  const [used, unused] = [await make(['users:read'], {}, client), await make(['users:read'], {}, client)];
  await withKey(used).get('/v1/users').expect(200);
  const limits = { users: 5, equipment: 5, storage_bytes: 5, api_calls: null };
  const plan = (features: PlanFeature[]) =>
    testApp.get(TenancyFacade).setEntitlements(poor.ref, { planSlug: 'small', limits, features });
  await plan([]);
  const refusals = [
    await client.post('/v1/api-keys').send({ name: 'No', scopes: ['users:read'] }),
    await rotateKey(client, used),
    await withKey(unused).get('/v1/users'),
    await withKey(unused).get('/v1/me'),
  ];
  for (const { status, body } of refusals)
    expect([status, body.code, body.feature]).toEqual([402, 'plan.feature_missing', 'api_access']);
  await revokeKey(client, used);
  await plan(['api_access']);
  await withKey(unused).get('/v1/users').expect(200);
});
