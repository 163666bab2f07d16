import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';
import { IdentityFacade } from '#contexts/identity';

let here: TestApp;
let there: TestApp;
let acme: TestTenant;

// Two processes with one database, since each caches what it has read.
beforeAll(async () => {
  here = await createTestApp();
  there = await createTestApp({ database: here.database, environment: { JWT_SECRET: here.config.secrets.jwt } });
  acme = await provisionTestTenant(here);
});

async function seenByBoth(role: string) {
  const user = await acme.addUser(role);
  const { accessToken } = await acme.tokens(user);
  const clients = [here.withToken(accessToken), there.withToken(accessToken)];
  for (const client of clients) await client.get('/v1/me').expect(200);
  return { user, clients };
}

describe('in every process, from the very next request on', () => {
  it('a deactivated user is signed out, and stays so when activated again', async () => {
    const admin = await acme.as('admin');
    for (let round = 0; round < 20; round += 1) {
      const { user, clients } = await seenByBoth('employee');
      await admin.post(`/v1/users/${user.id}/deactivate`).set('If-Match', '"1"').expect(200);
      const answers = await Promise.all(clients.map((client) => client.get('/v1/me')));
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
        Array(2).fill([401, 'auth.invalid_token']),
      );
      await admin.post(`/v1/users/${user.id}/activate`).set('If-Match', '"2"').expect(200);
      for (const client of clients) await client.get('/v1/me').expect(401);
      await acme.tokens(user);
    }
  });

  it('another role and further permissions take effect', async () => {
    const admin = await acme.as('admin');
    const { user, clients } = await seenByBoth('manager');
    for (const client of clients) await client.get('/v1/users').expect(200);
    await admin.patch(`/v1/users/${user.id}`).set('If-Match', '"1"').send({ role: 'technician' }).expect(200);
    for (const client of clients) await client.get('/v1/users').expect(403);
    const grant = { granted: ['users:read'] };
    await admin.put(`/v1/users/${user.id}/permissions`).set('If-Match', '"2"').send(grant).expect(200);
    for (const client of clients) await client.get('/v1/users').expect(200);
    for (const client of clients) expect((await client.get('/v1/me')).body.permissions).toContain('users:read');
    await admin.put(`/v1/users/${user.id}/permissions`).set('If-Match', '"3"').send({ granted: [] }).expect(200);
    for (const client of clients) await client.get('/v1/users').expect(403);
  });

  it('a signed-out session is over', async () => {
    const { clients } = await seenByBoth('employee');
    await clients[1]!.post('/v1/auth/logout').expect(204);
    const { body } = await clients[0]!.get('/v1/me').expect(401);
    expect(body.code).toBe('auth.invalid_token');
  });

  it('a suspended tenant is closed', async () => {
    const { TenancyFacade } = await import('#contexts/tenancy');
    const tenant = await provisionTestTenant(here);
    const { accessToken } = await tenant.tokens(tenant.admin);
    await there.withToken(accessToken).get('/v1/me').expect(200);
    await tenant.run(() => here.get(TenancyFacade).suspend(tenant.slug, 'unpaid'));
    await there.withToken(accessToken).get('/v1/me').expect(403);
  });
});

describe('a token', () => {
  it('is refused with 401 when it is not ours, old, or altered', async () => {
    const { accessToken } = await acme.tokens(acme.admin);
    const [header, , signature] = accessToken.split('.');
    const claims = Buffer.from('{"typ":"access","sub":"x","sid":"y","tid":"z","ver":1,"exp":9999999999}').toString(
      'base64url',
    );
    for (const token of ['x', `${accessToken}x`, `${header}.${claims}.${signature}`, 'a'.repeat(5_000)]) {
      const { body } = await here.withToken(token).get('/v1/me').expect(401);
      expect(body.code).toBe('auth.invalid_token');
    }
    const { body } = await here.anonymous.get('/v1/me').expect(401);
    expect(body.code).toBe('auth.required');
    await here.anonymous.get('/v1/me').set('Authorization', 'Basic YTpi').expect(401);
    await here.anonymous.get('/v1/me').set('Authorization', `bEARER ${accessToken}`).expect(200);
  });

  it('of one tenant opens nothing under the name of another', async () => {
    const other = await provisionTestTenant(here);
    const { accessToken } = await acme.tokens(acme.admin);
    const client = here.withToken(accessToken);
    const named = (name: string, value: string) => client.get('/v1/users').set(name, value);
    for (let round = 0; round < 2; round += 1) {
      await named('Host', `${acme.slug}.localhost:${new URL(here.baseUrl).port}`).expect(200);
      await named('X-Tenant', acme.slug).expect(200);
      const refused = await named('Host', `${other.slug}.localhost`).expect(403);
      expect(refused.body.code).toBe('auth.tenant_mismatch');
      await named('X-Tenant', other.slug).expect(403);
      await named('X-Tenant', 'no-such-tenant').expect(403);
    }
  });

  it('of an operator opens nothing in a tenant, nor the other way round', async () => {
    const credentials = { email: 'root@fieldpilot.example', password: 'an operator of the platform' };
    await acme.run(() => here.get(IdentityFacade).createOperator(credentials));
    const login = (body: object) => here.anonymous.post('/admin/v1/auth/login').send(body);
    const { body } = await login(credentials).expect(200);
    expect(body.refreshToken).toMatch(/^fpot_/);
    await here.withToken(body.accessToken).get('/v1/me').expect(401);
    await here.withToken(body.accessToken).get('/v1/users').expect(401);
    const { accessToken } = await acme.tokens(acme.admin);
    await here.withToken(accessToken).post('/admin/v1/auth/logout').expect(401);
    await login({ ...credentials, password: 'something else entirely' }).expect(401);
    await login({ email: acme.admin.email, password: acme.admin.password }).expect(401);
    await acme.testApp.anonymous
      .post('/v1/auth/login')
      .send({ ...credentials, tenant: acme.slug })
      .expect(401);

    const next = await here.anonymous
      .post('/admin/v1/auth/refresh')
      .send({ refreshToken: body.refreshToken })
      .expect(200);
    await here.anonymous.post('/v1/auth/refresh').send({ refreshToken: next.body.refreshToken }).expect(401);
    await here.withToken(next.body.accessToken).post('/admin/v1/auth/logout').expect(204);
    await here.withToken(next.body.accessToken).post('/admin/v1/auth/logout').expect(401);
    await here.anonymous.post('/admin/v1/auth/refresh').send({ refreshToken: next.body.refreshToken }).expect(401);
    const actions = await here.database.query('select action from public.platform_audit_logs order by created_at');
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['create', 'login', 'login_failed', 'logout']),
    );
  });
});
