import { createTestApp, FakeClock, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';

const clock = new FakeClock();
let testApp: TestApp;
let acme: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  acme = await provisionTestTenant(testApp);
});

const sessionsOf = async (accessToken: string) =>
  (await testApp.withToken(accessToken).get('/v1/me/sessions').expect(200)).body.data;

it('shows where I am signed in, the latest first, and which of it is this', async () => {
  const anna = await acme.addUser('technician');
  await acme.tokens(await acme.addUser('technician'));
  const phone = await acme.tokens(anna);
  clock.advance({ minutes: 1 });
  const laptop = await acme.tokens(anna);
  const [latest, first, ...others] = await sessionsOf(phone.accessToken);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ isCurrent: true, ipAddress: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) });
  expect(latest).toMatchObject({ isCurrent: false, lastSeenAt: latest.authenticatedAt });
  expect(Date.parse(latest.authenticatedAt) - Date.parse(first.authenticatedAt)).toBe(60_000);
  expect(Object.keys(first)).not.toContain('userId');
  expect(await sessionsOf(laptop.accessToken)).toMatchObject([
    { id: latest.id, isCurrent: true },
    { id: first.id, isCurrent: false },
  ]);
});

it('leaves out what was signed out or has expired', async () => {
  const ben = await acme.addUser('technician');
  const [kept, left, old] = [await acme.tokens(ben), await acme.tokens(ben), await acme.tokens(ben)];
  expect(await sessionsOf(kept.accessToken)).toHaveLength(3);
  await testApp.withToken(left.accessToken).post('/v1/auth/logout').expect(204);
  const expired = (await sessionsOf(old.accessToken)).find((session: { isCurrent: boolean }) => session.isCurrent);
  await testApp.database.query(
    `update "${acme.ref.schema}".sessions set expires_at = now() - interval '1 second' where id = '${expired.id}'`,
  );
  expect(await sessionsOf(kept.accessToken)).toMatchObject([{ isCurrent: true }]);
});

describe('ending sessions', () => {
  const idOf = async (accessToken: string): Promise<string> =>
    (await sessionsOf(accessToken)).find(({ isCurrent }: { isCurrent: boolean }) => isCurrent).id;
  const end = (accessToken: string, id: string) => testApp.withToken(accessToken).delete(`/v1/me/sessions/${id}`);
  const isOver = async ({ accessToken, refreshToken }: { accessToken: string; refreshToken: string }) => {
    const { status } = await testApp.withToken(accessToken).get('/v1/me');
    const refresh = await testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken });
    expect(refresh.status).toBe(status);
    return status === 401;
  };

  it('one signs that device out at once, and no other', async () => {
    const cleo = await acme.addUser('technician');
    const [here, lost] = [await acme.tokens(cleo), await acme.tokens(cleo)];
    await testApp.withToken(lost.accessToken).get('/v1/me').expect(200);
    const id = await idOf(lost.accessToken);
    await end(here.accessToken, id).expect(204);
    expect(await isOver(lost)).toBe(true);
    expect(await isOver(here)).toBe(false);
    await end(here.accessToken, id).expect(404);
  });

  it('one of somebody else, of another account or of nobody is not found', async () => {
    const other = await provisionTestTenant(testApp);
    const [dora, theirs, foreign] = [
      await acme.tokens(await acme.addUser('admin')),
      await acme.tokens(await acme.addUser('technician')),
      await other.tokens(other.admin),
    ];
    for (const { accessToken } of [theirs, foreign]) await end(dora.accessToken, await idOf(accessToken)).expect(404);
    await end(dora.accessToken, '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b999').expect(404);
    for (const tokens of [theirs, foreign]) expect(await isOver(tokens)).toBe(false);
  });

  it('the one that asks signs out', async () => {
    const tokens = await acme.tokens(await acme.addUser('customer'));
    await end(tokens.accessToken, await idOf(tokens.accessToken)).expect(204);
    expect(await isOver(tokens)).toBe(true);
  });

  it('all others leaves the one that asks, and the people and programs beside', async () => {
    const emil = await acme.addUser('admin');
    const all = [await acme.tokens(emil), await acme.tokens(emil), await acme.tokens(emil)] as const;
    const colleague = await acme.tokens(await acme.addUser('technician'));
    const [here, ...others] = all;
    const client = testApp.withToken(here.accessToken);
    const key = (
      await client
        .post('/v1/api-keys')
        .send({ name: 'Program', scopes: ['users:read'] })
        .expect(201)
    ).body.key;
    await client.post('/v1/me/sessions/end-others').expect(204);
    for (const tokens of others) expect(await isOver(tokens)).toBe(true);
    for (const tokens of [here, colleague]) expect(await isOver(tokens)).toBe(false);
    await testApp
      .withToken(key as string)
      .get('/v1/users')
      .expect(200);
    expect(await sessionsOf(here.accessToken)).toMatchObject([{ isCurrent: true }]);
    const logged = await client.get('/v1/audit-logs?action=logout_elsewhere').expect(200);
    expect(logged.body.data).toMatchObject([{ userId: emil.id, resourceId: emil.id }]);
  });
});
