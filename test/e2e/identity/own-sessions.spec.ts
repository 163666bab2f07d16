import { createTestApp, FakeClock, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';

const clock = new FakeClock();
let testApp: TestApp;
let acme: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  acme = await provisionTestTenant(testApp);
});
afterAll(() => testApp.close());

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
