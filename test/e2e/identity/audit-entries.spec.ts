import { IdentityFacade } from '#contexts/identity';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
});

const found = async (query: string, client = admin) =>
  (await client.get(`/v1/audit-logs?${query}&sort=createdAt`).expect(200)).body.data;

it('sign-ins, good and bad, are entries with the address and the program', async () => {
  const user = await acme.addUser('technician');
  const body = { tenant: acme.slug, email: user.email, password: 'not the password' };
  await testApp.anonymous.post('/v1/auth/login').set('User-Agent', 'probe/1').send(body).expect(401);
  await acme.signIn(user);
  const entries = await found(`resourceId=${user.id}&action=login,login_failed`);
  expect(entries).toMatchObject([
    { action: 'login_failed', actorKind: 'anonymous', userAgent: 'probe/1', ipAddress: expect.any(String) },
    { action: 'login', actorKind: 'user', userId: user.id },
  ]);
  expect(JSON.stringify(entries)).not.toContain('not the password');
});

it('what somebody was refused for lack of a right is an entry, written before the answer', async () => {
  const user = await acme.addUser('technician');
  const client = await acme.signIn(user);
  const { headers } = await client.delete(`/v1/facilities/${crypto.randomUUID()}`).set('If-Match', '"1"').expect(403);
  expect(await found(`userId=${user.id}&action=denied`)).toMatchObject([
    {
      actorKind: 'user',
      requestId: headers['x-request-id'],
      changes: { after: { method: 'DELETE', path: '/v1/facilities/:id', code: 'auth.forbidden' } },
    },
  ]);
  // what was found wrong otherwise is none
  await client.get(`/v1/work-orders/${crypto.randomUUID()}`).expect(404);
  expect(await found(`userId=${user.id}&action=denied`)).toHaveLength(1);
});

it('what an operator was refused stands in the operators’ log, and in no tenant’s', async () => {
  const operator = { email: 'helper@fieldpilot.example', password: 'an operator of the platform' };
  await acme.run(() => testApp.get(IdentityFacade).createOperator({ ...operator, role: 'support' }));
  const { accessToken } = (await testApp.anonymous.post('/admin/v1/auth/login').send(operator).expect(200)).body;
  const support = testApp.withToken(accessToken);
  const before = (await found('action=denied')).length;
  await support.post(`/admin/v1/tenants/${acme.ref.id}/suspend`).send({ reason: 'Try' }).expect(403);
  await support.get('/v1/facilities').expect(401);
  const { body } = await support.get('/admin/v1/audit-logs?action=denied').expect(200);
  expect(body.data).toMatchObject([
    { operatorName: operator.email, changes: { after: { path: '/admin/v1/tenants/:id/suspend' } } },
  ]);
  expect(await found('action=denied')).toHaveLength(before);
});

it('entries are found by who, what, which thing and when, alone and together', async () => {
  const { id } = (await admin.post('/v1/teams').send({ name: 'Night shift' }).expect(201)).body;
  await admin.patch(`/v1/teams/${id}`).set('If-Match', '"1"').send({ name: 'Late shift' }).expect(200);
  const me = (await admin.get('/v1/me')).body.id;
  const [created, changed] = await found(`resourceId=${id}`);
  expect([created.action, changed.action]).toEqual(['create', 'update']);
  const only = async (query: string) => (await found(query)).map((entry: { id: string }) => entry.id);
  expect(await only(`resourceType=team&resourceId=${id}&action=update`)).toEqual([changed.id]);
  expect(await only(`userId=${me}&resourceId=${id}`)).toEqual([created.id, changed.id]);
  expect(await only(`resourceId=${id}&createdBefore=${changed.createdAt}`)).toEqual([created.id]);
  expect(await only(`resourceId=${id}&createdAfter=${changed.createdAt}`)).toEqual([changed.id]);
  expect(await only(`resourceId=${id}&actorKind=api_key,operator`)).toEqual([]);
  expect(await only(`resourceId=${id}&userId=${crypto.randomUUID()}`)).toEqual([]);
});
