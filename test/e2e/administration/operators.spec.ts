import { IdentityFacade } from '#contexts/identity';
import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';
import type { OperatorRole } from '#libs/kernel';
import type { HttpClient } from '#libs/testing';

let testApp: TestApp;
let acme: TestTenant;
let count = 0;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  acme = await provisionTestTenant(testApp);
});

const identity = () => testApp.get(IdentityFacade);

async function operator(role: OperatorRole): Promise<{ email: string; client: HttpClient }> {
  const account = { email: `op-${(count += 1)}@example.com`, password: 'an operator of the platform' };
  await acme.run(() => identity().createOperator({ ...account, role, name: `Operator ${count}` }));
  const { body } = await testApp.anonymous.post('/admin/v1/auth/login').send(account).expect(200);
  return { email: account.email, client: testApp.withToken(body.accessToken as string) };
}

const aJob = async (): Promise<string> => {
  const insert = `insert into tenant_wakeups (tenant_id, kind, due_at) values ($1, $2, now() + interval '1 year') returning id`;
  const [row] = await testApp.database.query<{ id: string }>(insert, [acme.ref.id, `test-${(count += 1)}`]);
  return row!.id;
};

describe('an operator', () => {
  it('is told who they are and what they may do', async () => {
    const { email, client } = await operator('support');
    const { body } = await client.get('/admin/v1/me').expect(200);
    expect(body).toMatchObject({ email, role: 'support', lastLoginAt: expect.any(String) });
    expect(body.permissions).toContain('tenants:read');
    expect(body.permissions).not.toContain('jobs:retry');
  });

  it('of support reads and changes nothing; an admin may', async () => {
    const [support, admin] = [await operator('support'), await operator('admin')];
    const path = `/admin/v1/jobs/${await aJob()}`;
    await support.client.get(path).expect(200);
    const { body: refused } = await support.client.post(`${path}/retry`).send({ reason: 'Asked' }).expect(403);
    expect(refused).toMatchObject({ code: 'auth.forbidden', detail: 'This needs the permission jobs:retry.' });
    await admin.client.post(`${path}/retry`).send({ reason: 'Asked' }).expect(200);
  });

  it('has the rights of another role from the next request on', async () => {
    const { email, client } = await operator('admin');
    const retry = async () => client.post(`/admin/v1/jobs/${await aJob()}/retry`).send({ reason: 'Asked' });
    expect((await retry()).status).toBe(200);
    await acme.run(() => identity().changeRoleOfOperator(email.toUpperCase(), 'support'));
    expect((await retry()).status).toBe(403);
    await acme.run(() => identity().changeRoleOfOperator(email, 'admin'));
    expect((await retry()).status).toBe(200);
    const unknown = acme.run(() => identity().changeRoleOfOperator('nobody@example.com', 'admin'));
    await expect(unknown).rejects.toMatchObject({ code: 'operator.not_found' });
  });

  it('gives a reason for each change, which the log keeps with who, what and where', async () => {
    const { client } = await operator('admin');
    const { body: me } = await client.get('/admin/v1/me').expect(200);
    const path = `/admin/v1/jobs/${await aJob()}/retry`;
    for (const body of [{}, { reason: '' }, { reason: '  ' }, { reason: null }, { reason: 'x'.repeat(501) }])
      expect((await client.post(path).send(body)).status).toBe(422);
    await client.post(path).send({ reason: 'Ticket 4711' }).expect(200);
    const { body } = await client.get(`/admin/v1/audit-logs?operatorId=${me.id}&action=retry`).expect(200);
    expect(body.data).toHaveLength(1);
    expect(body.data[0]).toMatchObject({
      actorKind: 'operator',
      operatorName: me.name,
      tenantId: acme.ref.id,
      resourceType: 'job',
      reason: 'Ticket 4711',
      ipAddress: expect.any(String),
    });
    const { body: entry } = await client.get(`/admin/v1/audit-logs/${body.data[0].id}`).expect(200);
    expect(entry).toEqual(body.data[0]);
  });
});

it('a tenant’s token opens nothing of operators, and theirs nothing of a tenant', async () => {
  const { client } = await operator('admin');
  const user = await acme.as('admin');
  for (const path of ['/me', '/tenants', `/tenants/${acme.ref.id}/overview`, '/jobs', '/audit-logs'])
    expect([path, (await user.get(`/admin/v1${path}`)).status]).toEqual([path, 401]);
  for (const path of ['/me', '/users', '/tenant', '/operations'])
    expect([path, (await client.get(`/v1${path}`)).status]).toEqual([path, 401]);
});
