import { createTestApp, FakeClock, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';
import { TenancyFacade } from '#contexts/tenancy';
import { IdentityFacade } from '#contexts/identity';

const clock = new FakeClock();
let testApp: TestApp;
let acme: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  acme = await provisionTestTenant(testApp);
});

const password = 'correct horse battery staple';
const login = (body: object) => testApp.anonymous.post('/v1/auth/login').send(body);

/** What two refusals must have in common: everything but the request id. */
const comparable = ({ status, body, headers }: { status: number; body: object; headers: object }) => {
  const { 'x-request-id': _id, date: _date, ratelimit: _left, ...rest } = headers as Record<string, string>;
  return { status, body: { ...body, requestId: '' }, headers: rest };
};

describe('sign-in', () => {
  it('gives a pair of tokens that opens /v1/me', async () => {
    const signIn = login({ tenant: acme.slug, email: acme.admin.email.toUpperCase(), password });
    const { body } = await signIn.expect(200).expect('Cache-Control', 'no-store');
    expect(body).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.stringMatching(/^fprt_/),
      expiresIn: 900,
      deviceToken: expect.stringMatching(/^fpdt_/),
    });
    const me = await testApp.withToken(body.accessToken).get('/v1/me').expect(200);
    expect(me.body).toMatchObject({ email: acme.admin.email, role: 'admin', tenant: { slug: acme.slug } });
    expect(me.body.permissions).toContain('users:create');
    expect(JSON.stringify(me.body)).not.toMatch(/argon2|hash/i);
  });

  it('answers the same whatever is wrong', async () => {
    const inactive = await acme.addUser('employee');
    const admin = await acme.as('admin');
    await admin.post(`/v1/users/${inactive.id}/deactivate`).set('If-Match', '"1"').expect(200);
    const refusals = await Promise.all([
      login({ tenant: acme.slug, email: acme.admin.email, password: 'wrong password' }),
      login({ tenant: acme.slug, email: 'nobody@example.com', password }),
      login({ tenant: acme.slug, email: inactive.email, password }),
      login({ tenant: 'no-such-tenant', email: acme.admin.email, password }),
      login({ tenant: '../../etc', email: acme.admin.email, password }),
    ]);
    const [first, ...others] = refusals.map(comparable);
    expect(first).toMatchObject({ status: 401, body: { code: 'auth.invalid_credentials' } });
    for (const other of others) expect(other).toEqual(first);
  });

  it('takes the tenant from the host name, X-Tenant or the body, if they agree', async () => {
    const other = await provisionTestTenant(testApp);
    const credentials = { email: acme.admin.email, password };
    await login(credentials).set('X-Tenant', acme.slug).expect(200);
    await login(credentials).set('Host', `${acme.slug}.localhost:3000`).expect(200);
    await login({ ...credentials, tenant: acme.slug })
      .set('X-Tenant', acme.slug)
      .expect(200);
    const missing = await login(credentials).expect(422);
    expect(missing.body).toMatchObject({ code: 'auth.tenant_required', errors: [{ pointer: '/tenant' }] });
    for (const named of [other.slug, 'no-such-tenant']) {
      const mismatch = await login({ ...credentials, tenant: named })
        .set('Host', `${acme.slug}.localhost`)
        .expect(401);
      expect(mismatch.body.code).toBe('auth.invalid_credentials');
      await login({ ...credentials, tenant: named })
        .set('X-Tenant', acme.slug)
        .expect(401);
    }
  });

  it('lets the same e-mail address be somebody else in another tenant', async () => {
    const other = await provisionTestTenant(testApp);
    const identity = testApp.get(IdentityFacade);
    const email = 'twin@example.com';
    await acme.run(() => identity.addUser({ email, password: 'one of two secrets', role: 'manager' }));
    await other.run(() => identity.addUser({ email, password: 'the other of them', role: 'technician' }));
    await login({ tenant: acme.slug, email, password: 'the other of them' }).expect(401);
    const client = await other.signIn({ email, password: 'the other of them' });
    expect((await client.get('/v1/me')).body).toMatchObject({
      email,
      role: 'technician',
      tenant: { slug: other.slug },
    });
  });

  it('refuses unknown fields and malformed values by pointer, before it looks at anything', async () => {
    const { body } = await login({ tenant: acme.slug, email: 'x', password: '', remember: true }).expect(400);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/remember',
      '/email',
      '/password',
    ]);
  });

  it('leaves a row in the audit log for success and failure, without the password', async () => {
    const tenant = await provisionTestTenant(testApp);
    await login({ tenant: tenant.slug, ...credentialsOf(tenant), password: 'a wrong password' }).expect(401);
    const admin = await tenant.signIn(tenant.admin);
    const { body } = await admin.get('/v1/audit-logs?action=login,login_failed&sort=createdAt').expect(200);
    expect(body.data).toMatchObject([
      {
        action: 'login_failed',
        actorKind: 'anonymous',
        resourceType: 'user',
        changes: { after: { email: tenant.admin.email } },
      },
      { action: 'login', actorKind: 'user', userId: expect.any(String), ipAddress: expect.any(String) },
    ]);
    expect(JSON.stringify(body)).not.toContain('a wrong password');
  });
});

describe('guessing', () => {
  const guess = (email: string) => login({ tenant: acme.slug, email, password: 'not this one' });

  it.each([
    ['of a user', async () => (await acme.addUser('manager')).email],
    ['that does not exist', async () => 'nobody-at-all@example.com'],
  ])(
    'closes the account %s after ten failures, also for the right password, for a quarter of an hour',
    async (_, account) => {
      const email = await account();
      const answers = await Promise.all(Array.from({ length: 25 }, () => guess(email)));
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
      const locked = await login({ tenant: acme.slug, email, password }).expect(429);
      expect(locked.body.code).toBe('auth.too_many_attempts');
      expect(Number(locked.headers['retry-after'])).toBeGreaterThan(800);
      await acme.tokens(acme.admin);
      clock.advance({ minutes: 15, seconds: 1 });
      expect((await guess(email)).status).toBe(401);
    },
  );

  it('is forgotten after a success', async () => {
    const user = await acme.addUser('manager');
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 9; i += 1) await guess(user.email).expect(401);
      await acme.tokens(user);
    }
  });

  it('closes a network after a hundred failures over many accounts', async () => {
    clock.advance({ minutes: 16 });
    for (let batch = 0; batch < 10; batch += 1) {
      await Promise.all(Array.from({ length: 10 }, (_, i) => guess(`victim-${batch}-${i}@example.com`).expect(401)));
    }
    await login({ tenant: acme.slug, email: acme.admin.email, password }).expect(429);
    clock.advance({ minutes: 15, seconds: 1 });
    await acme.tokens(acme.admin);
  });
});

describe('a suspended tenant', () => {
  it('allows no sign-in, and gives the reason only to users who know their password', async () => {
    const tenant = await provisionTestTenant(testApp);
    const { accessToken, refreshToken } = await tenant.tokens(tenant.admin);
    await testApp.withToken(accessToken).get('/v1/me').expect(200);
    await tenant.run(() => testApp.get(TenancyFacade).suspend(tenant.slug, 'unpaid'));
    const closed = await testApp.withToken(accessToken).get('/v1/me').expect(403);
    expect(closed.body.code).toBe('tenant.closed');
    await testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken }).expect(403);
    await login({ tenant: tenant.slug, ...credentialsOf(tenant) }).expect(403);
    await login({ tenant: tenant.slug, ...credentialsOf(tenant), password: 'a wrong password' }).expect(401);
    await tenant.run(() => testApp.get(TenancyFacade).resume(tenant.slug, 'paid'));
    await testApp.withToken(accessToken).get('/v1/me').expect(200);
  });
});

function credentialsOf({ admin }: TestTenant): { email: string; password: string } {
  return { email: admin.email, password: admin.password };
}
