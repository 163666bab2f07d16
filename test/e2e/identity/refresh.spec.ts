import { createTestApp, FakeClock, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';

const clock = new FakeClock();
let testApp: TestApp;
let acme: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  acme = await provisionTestTenant(testApp);
});

const refresh = (refreshToken: string) => testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken });
const me = (accessToken: string) => testApp.withToken(accessToken).get('/v1/me');

const auditActions = async (action: string): Promise<unknown[]> => {
  // the clock may have gone beyond any earlier session
  const admin = await acme.signIn(acme.admin);
  return (await admin.get(`/v1/audit-logs?action=${action}`).expect(200)).body.data;
};

describe('refresh', () => {
  it('gives the next pair, each time', async () => {
    let { refreshToken } = await acme.tokens(await acme.addUser('technician'));
    const seen = new Set([refreshToken]);
    for (let round = 0; round < 4; round += 1) {
      clock.advance({ minutes: 14 });
      const { body } = await refresh(refreshToken).expect(200);
      expect(body).toEqual({ accessToken: expect.any(String), refreshToken: expect.any(String), expiresIn: 900 });
      await me(body.accessToken).expect(200);
      refreshToken = body.refreshToken;
      seen.add(refreshToken);
    }
    expect(seen.size).toBe(5);
  });

  it('gives fifty parallel callers one successor and raises no alarm', async () => {
    const { refreshToken } = await acme.tokens(await acme.addUser('technician'));
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refreshToken)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const successors = new Set(answers.map(({ body }) => body.refreshToken as string));
    expect(successors.size).toBe(1);
    const [tokens] = await testApp.database.query<{ count: number }>(
      `select count(*)::int from "${acme.ref.schema}".refresh_tokens where session_id =
        (select session_id from "${acme.ref.schema}".refresh_tokens order by id desc limit 1)`,
    );
    expect(tokens!.count).toBe(2);
    clock.advance({ seconds: 11 });
    await refresh([...successors][0]!).expect(200);
    expect(await auditActions('refresh_token_reused')).toHaveLength(0);
  });

  it('treats a token that is reused late as stolen: the whole family is revoked at once, and the audit log records it', async () => {
    const { refreshToken: stolen } = await acme.tokens(await acme.addUser('technician'));
    const { body: thief } = await refresh(stolen).expect(200);
    clock.advance({ seconds: 10 });
    await refresh(stolen).expect(200);
    clock.advance({ seconds: 1 });
    await me(thief.accessToken).expect(200);
    const alarm = await refresh(stolen).expect(401);
    expect(alarm.body.code).toBe('auth.refresh_token_reused');
    await me(thief.accessToken).expect(401);
    expect((await refresh(thief.refreshToken).expect(401)).body.code).toBe('auth.invalid_refresh_token');
    expect(await auditActions('refresh_token_reused')).toMatchObject([{ resourceType: 'session' }]);
  });

  it('ends with the session: after 30 days without use, or 90 days in all', async () => {
    const idle = await acme.tokens(await acme.addUser('technician'));
    let { refreshToken } = await acme.tokens(await acme.addUser('technician'));
    clock.advance({ days: 29 });
    refreshToken = (await refresh(refreshToken).expect(200)).body.refreshToken;
    clock.advance({ days: 2 });
    await refresh(idle.refreshToken).expect(401);
    for (let month = 0; month < 2; month += 1) {
      clock.advance({ days: 27 });
      refreshToken = (await refresh(refreshToken).expect(200)).body.refreshToken;
    }
    clock.advance({ days: 6 });
    await refresh(refreshToken).expect(401);
  });

  it.each(['', 'x', 'fprt_', `fprt_${'A'.repeat(64)}`, `fpot_${'A'.repeat(64)}`])('refuses %p', async (token) => {
    const { status, body } = await refresh(token);
    expect([401, 422]).toContain(status);
    if (status === 401) expect(body.code).toBe('auth.invalid_refresh_token');
  });

  it('does not take an access token, nor one of another tenant by host name', async () => {
    const other = await provisionTestTenant(testApp);
    const { accessToken, refreshToken } = await acme.tokens(acme.admin);
    await refresh(accessToken.slice(0, 200)).expect(401);
    for (const host of [`${other.slug}.localhost`, 'no-such-tenant.localhost'])
      await refresh(refreshToken).set('Host', host).expect(401);
    for (const name of [other.slug, 'no-such-tenant']) await refresh(refreshToken).set('X-Tenant', name).expect(401);
    await refresh(refreshToken).set('X-Tenant', acme.slug).expect(200);
  });
});

describe('sign-out', () => {
  it('ends this session and no other, at once', async () => {
    const user = await acme.addUser('manager');
    const [first, second] = [await acme.tokens(user), await acme.tokens(user)];
    await me(first.accessToken).expect(200);
    await testApp.withToken(first.accessToken).post('/v1/auth/logout').expect(204);
    await me(first.accessToken).expect(401);
    await refresh(first.refreshToken).expect(401);
    await me(second.accessToken).expect(200);
    expect(await auditActions('logout')).toMatchObject([{ userId: user.id, resourceType: 'session' }]);
  });

  it('needs somebody to sign out', async () => {
    await testApp.anonymous.post('/v1/auth/logout').expect(401);
  });
});
