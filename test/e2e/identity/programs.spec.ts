import { randomUUID } from 'node:crypto';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { makeKey, rotateKey, type MadeKey } from './api-key-calls.js';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
});

const query = (text: string, values: unknown[] = []) =>
  testApp.database.query(text.replaceAll('@', `"${acme.ref.schema}".`), values);
const make = (scopes: readonly string[]) => makeKey(admin, scopes);
const withKey = ({ key }: MadeKey) => testApp.withToken(key);

describe('a program with a key', () => {
  it('acts in the name of its creator, and the audit log shows both', async () => {
    const made = await make(['facilities:create', 'facilities:read', 'facilities:read_all']);
    const { body } = await withKey(made).post('/v1/facilities').send({ name: 'Depot' }).expect(201);
    const me = (await admin.get('/v1/me')).body.id as string;
    expect(body.createdById).toBe(me);
    const entries = (await admin.get(`/v1/audit-logs?resourceId=${body.id}`)).body.data;
    expect(entries).toMatchObject([
      { action: 'create', actorKind: 'api_key', actorId: made.id, actorName: 'Gateway', userId: me },
    ]);
    const acts = (await admin.get(`/v1/audit-logs?actorId=${made.id}&actorKind=api_key`).expect(200)).body.data;
    expect(acts.map(({ resourceId }: { resourceId: string }) => resourceId)).toEqual([body.id]);
    expect((await admin.get(`/v1/audit-logs?actorId=${made.id}&actorKind=operator`)).body.data).toEqual([]);
  });

  it('has the scopes of the key and no others', async () => {
    const client = withKey(await make(['facilities:read', 'facilities:read_all']));
    expect((await client.get('/v1/me').expect(200)).body.permissions).toEqual([
      'facilities:read',
      'facilities:read_all',
    ]);
    await client.get('/v1/facilities').expect(200);
    const refused = await client.get('/v1/users').expect(403);
    expect(refused.body).toMatchObject({ code: 'auth.forbidden', detail: expect.stringContaining('users:read') });
    await client.post('/v1/facilities').send({ name: 'Depot' }).expect(403);
  });

  it('sees what concerns its creator alone where it lacks the scope to see all', async () => {
    const { body: facility } = await admin.post('/v1/facilities').send({ name: 'Yard' }).expect(201);
    const order = { title: 'Sweep', facilityId: facility.id };
    const { body } = await admin.post('/v1/work-orders').send(order).expect(201);
    const [narrow, wide] = [await make(['work_orders:read']), await make(['work_orders:read', 'work_orders:read_all'])];
    await withKey(narrow).get(`/v1/work-orders/${body.id}`).expect(404);
    await withKey(wide).get(`/v1/work-orders/${body.id}`).expect(200);
  });

  it('cannot act where it is about the person: sessions, sign-out, notifications, keys', async () => {
    const every = (await admin.get('/v1/permissions')).body.data.map(({ name }: { name: string }) => name) as string[];
    const made = await make(every.filter((name) => !name.startsWith('api_keys:')));
    const client = withKey(made);
    for (const path of ['/v1/me/sessions', '/v1/notifications', '/v1/notifications/unread-count'])
      expect([path, (await client.get(path).expect(403)).body.code]).toEqual([path, 'auth.api_key_not_accepted']);
    await client.post('/v1/auth/logout').expect(403);
    await client.get('/v1/api-keys').expect(403);
    await client
      .post('/v1/api-keys')
      .send({ name: 'Child', scopes: ['users:read'] })
      .expect(403);
    await rotateKey(client, made).expect(403);
    await client.post(`/v1/api-keys/${made.id}/revoke`).expect(403);
    await client.post('/admin/v1/auth/logout').expect(401);
  });

  it('cannot make itself an admin: what an admin may do is more than any key can', async () => {
    const made = await make(['users:read', 'users:create', 'users:update', 'users:grant']);
    const mallory = { email: 'mallory@example.com', password: 'blue-kettle-on-the-roof', role: 'admin' };
    const refused = await withKey(made).post('/v1/users').send(mallory).expect(403);
    expect(refused.body.code).toBe('user.beyond_own_rights');
    const me = (await admin.get('/v1/me')).body;
    const takeOver = withKey(made).patch(`/v1/users/${me.id}`).set('If-Match', `"${me.version}"`);
    await takeOver.send({ email: 'mallory@example.com' }).expect(403);
  });

  it('repeats requests under keys of its own', async () => {
    const made = await make(['facilities:create', 'facilities:read', 'facilities:read_all']);
    const key = randomUUID();
    const create = (client: HttpClient) =>
      client.post('/v1/facilities').set('Idempotency-Key', key).send({ name: 'Twice' }).expect(201);
    const [mine, first, again] = [await create(admin), await create(withKey(made)), await create(withKey(made))];
    expect(first.body.id).not.toBe(mine.body.id);
    expect(again.body.id).toBe(first.body.id);
  });

  it('follows the long work that it has started, and no other of its creator', async () => {
    const [one, two] = [await make(['users:read']), await make(['users:read'])];
    const me = (await admin.get('/v1/me')).body.id as string;
    const insert = 'insert into @operations (id, kind, requested_by, api_key_id) values ($1, $2, $3, $4)';
    const [own, foreign, personal] = [randomUUID(), randomUUID(), randomUUID()];
    await query(insert, [own, 'export', me, one.id]);
    await query(insert, [foreign, 'export', me, two.id]);
    await query(insert, [personal, 'export', me, null]);
    const client = withKey(one);
    await client.get(`/v1/operations/${own}`).expect(200);
    for (const id of [foreign, personal]) {
      await client.get(`/v1/operations/${id}`).expect(404);
      await client.post(`/v1/operations/${id}/cancel`).expect(404);
    }
    expect((await client.get('/v1/operations')).body.data.map(({ id }: { id: string }) => id)).toEqual([own]);
    await client.post(`/v1/operations/${own}/cancel`).expect(200);
  });
});
