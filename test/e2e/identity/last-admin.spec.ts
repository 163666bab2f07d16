import { createTestApp, provisionTestTenant, type HttpClient, type TestApp } from '#libs/testing';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp();
});

describe('the last admin', () => {
  it('stays, also when two admins demote each other at the same time', async () => {
    const tenant = await provisionTestTenant(testApp);
    const first = await tenant.signIn(tenant.admin);
    const { id: firstId } = (await first.get('/v1/me')).body;
    const alone = await first
      .patch(`/v1/users/${firstId}`)
      .set('If-Match', '"1"')
      .send({ role: 'manager' })
      .expect(409);
    expect(alone.body.code).toBe('user.last_admin');
    const own = await first.post(`/v1/users/${firstId}/deactivate`).set('If-Match', '"1"').expect(409);
    expect(own.body.code).toBe('user.own_account');
    const other = await tenant.addUser('admin');
    const second = await tenant.signIn(other);
    const answers = await Promise.all([
      first.patch(`/v1/users/${other.id}`).set('If-Match', '"1"').send({ role: 'manager' }),
      second.patch(`/v1/users/${firstId}`).set('If-Match', '"1"').send({ role: 'manager' }),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    const [admins] = await testApp.database.query<{ count: number }>(
      `select count(*)::int from "${tenant.ref.schema}".users where role = 'admin' and is_active`,
    );
    expect(admins?.count).toBe(1);
  });

  it('stays when several admins demote and deactivate one another at once, in two processes', async () => {
    const { database, config } = testApp;
    const there = await createTestApp({ database, environment: { JWT_SECRET: config.secrets.jwt } });
    const tenant = await provisionTestTenant(testApp);
    const owner = await tenant.signIn(tenant.admin);
    const { id: ownId } = (await owner.get('/v1/me')).body;
    const others = [await tenant.addUser('admin'), await tenant.addUser('admin')];
    const admins = [{ id: ownId as string, ...tenant.admin }, ...others];
    const clients = await Promise.all(
      admins.map(async (admin, index) =>
        (index % 2 ? there : testApp).withToken((await tenant.tokens(admin)).accessToken),
      ),
    );
    const act = (client: HttpClient, id: string, index: number) =>
      index % 2
        ? client.post(`/v1/users/${id}/deactivate`).set('If-Match', '"1"')
        : client.patch(`/v1/users/${id}`).set('If-Match', '"1"').send({ role: 'employee' });
    // each admin ends every other one
    const attempts = clients.flatMap((client, actor) =>
      admins.flatMap(({ id }, target) => (target === actor ? [] : [act(client, id, actor + target)])),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    // 401 and 403 for those who were ended before their request was served
    for (const status of statuses) expect([200, 401, 403, 409, 412]).toContain(status);
    const left = await testApp.database.query(
      `select id from "${tenant.ref.schema}".users where role = 'admin' and is_active`,
    );
    expect(left.length).toBeGreaterThanOrEqual(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(admins.length - left.length);
  });

  it('cannot be reached by an editor who guesses the version that a promotion will make', async () => {
    const tenant = await provisionTestTenant(testApp);
    const owner = await tenant.signIn(tenant.admin);
    const [editor, target] = [await tenant.addUser('manager'), await tenant.addUser('employee')];
    await owner
      .put(`/v1/users/${editor.id}/permissions`)
      .set('If-Match', '"1"')
      .send({ granted: ['users:update'] })
      .expect(200);
    const client = await tenant.signIn(editor);
    const takeOver = () =>
      client.patch(`/v1/users/${target.id}`).set('If-Match', '"1", "2", "3"').send({ email: 'mine@example.com' });
    const [promoted, ...attempts] = await Promise.all([
      owner.patch(`/v1/users/${target.id}`).set('If-Match', '"1"').send({ role: 'admin' }),
      ...Array.from({ length: 8 }, takeOver),
    ]);
    const { role, email } = (await owner.get(`/v1/users/${target.id}`)).body;
    // either the owner was first, or the address was taken from an employee and the owner, whose version is stale, was refused
    if (promoted.status === 200) expect({ role, email }).toEqual({ role: 'admin', email: target.email });
    else expect({ status: promoted.status, role }).toEqual({ status: 412, role: 'employee' });
    for (const { status } of attempts) expect([200, 403, 412]).toContain(status);
  });
});
