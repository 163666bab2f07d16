import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { enrol } from '../../support/authenticator.js';
import { mailTo } from '../../support/kept-mails.js';

const clock = new FakeClock('2025-06-02T08:00:00Z');
const GRACE_UNTIL = '2025-06-09T08:00:00.000Z';
let here: TestApp;
let there: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  here = await createTestApp({ clock });
  const { jwt, cursor, encryption } = here.config.secrets;
  const environment = { JWT_SECRET: jwt, CURSOR_SECRET: cursor, ENCRYPTION_KEY: encryption };
  there = await createTestApp({ clock, database: here.database, environment });
});
beforeEach(async () => {
  clock.set('2025-06-02T08:00:00Z');
  acme = await provisionTestTenant(here);
  admin = await acme.signIn(acme.admin);
});

async function demand(settings: object): Promise<void> {
  const { headers } = await admin.get('/v1/tenant').expect(200);
  await admin
    .patch('/v1/tenant')
    .set('If-Match', headers['etag'] as string)
    .send({ settings })
    .expect(200);
}

const codeOf = async (client: HttpClient, path = '/v1/work-orders') => {
  const { status, body } = await client.get(path);
  return status === 200 ? 200 : (body.code as string);
};

describe('an account that demands a second factor', () => {
  it('lets those of the role who have none do nothing but add one, in every process, once the grace is over', async () => {
    const [user, other] = [await acme.addUser('manager'), await acme.addUser('technician')];
    const { accessToken } = await acme.tokens(user);
    await demand({ twoFactorRequiredFor: ['manager'], twoFactorGraceUntil: GRACE_UNTIL });
    const [client, elsewhere] = [here, there].map((testApp) => testApp.withToken(accessToken));
    expect(await codeOf(client!)).toBe(200);
    const during = await client!.get('/v1/me/two-factor').expect(200);
    expect(during.body).toEqual({ enabled: false, required: true, graceUntil: GRACE_UNTIL, backupCodesLeft: 0 });
    clock.set(GRACE_UNTIL);
    const late = await acme.tokens(user);
    for (const testApp of [here, there]) {
      const bearer = testApp.withToken(late.accessToken);
      for (const path of ['/v1/work-orders', '/v1/users', '/v1/me/sessions'])
        expect([path, await codeOf(bearer, path)]).toEqual([path, 'auth.two_factor_required']);
      const write = await bearer.post('/v1/work-orders').send({ title: 'x' }).expect(403);
      expect(write.body.code).toBe('auth.two_factor_required');
      await bearer.get('/v1/me').expect(200);
    }
    expect(await codeOf(await acme.signIn(other))).toBe(200);
    expect(elsewhere).toBeDefined();
    await enrol(here.withToken(late.accessToken), clock);
    for (const testApp of [here, there]) expect(await codeOf(testApp.withToken(late.accessToken))).toBe(200);
  });

  it('does so at once without a grace, also for sessions that are open, and no longer once it demands nothing', async () => {
    const { accessToken } = await acme.tokens(await acme.addUser('employee'));
    const clients = [here.withToken(accessToken), there.withToken(accessToken)];
    for (const client of clients) expect(await codeOf(client)).toBe(200);
    await demand({ twoFactorRequiredFor: ['employee', 'customer'] });
    for (const client of clients) expect(await codeOf(client)).toBe('auth.two_factor_required');
    await demand({ twoFactorRequiredFor: null });
    for (const client of clients) expect(await codeOf(client)).toBe(200);
  });

  it('lets whoever switches the second factor off do nothing but add another one', async () => {
    const user = await acme.addUser('manager');
    const client = await acme.signIn(user);
    const { backupCodes } = await enrol(client, clock);
    await demand({ twoFactorRequiredFor: ['manager'] });
    expect(await codeOf(client)).toBe(200);
    await client.post('/v1/me/two-factor/disable').send({ code: backupCodes[0] }).expect(204);
    const { body } = await client.get('/v1/work-orders').expect(403);
    expect(body.code).toBe('auth.two_factor_required');
  });

  it('names roles that there are', async () => {
    const { headers } = await admin.get('/v1/tenant').expect(200);
    const settings = { twoFactorRequiredFor: ['owner'], twoFactorGraceUntil: 'soon' };
    const answer = await admin
      .patch('/v1/tenant')
      .set('If-Match', headers['etag'] as string)
      .send({ settings });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([
      { pointer: '/settings/twoFactorRequiredFor/0', code: 'field.unknown_value' },
      { pointer: '/settings/twoFactorGraceUntil' },
    ]);
  });
});

describe('the reset by an administrator', () => {
  const reset = (client: HttpClient, id: string, version: number) =>
    client.post(`/v1/users/${id}/reset-two-factor`).set('If-Match', `"${version}"`);
  const versionOf = async (id: string) => (await admin.get(`/v1/users/${id}`).expect(200)).body.version as number;

  it('signs the user out everywhere, lets the password alone sign in, and tells them and the log', async () => {
    const user = await acme.addUser('technician');
    const { accessToken, refreshToken } = await acme.tokens(user);
    await enrol(here.withToken(accessToken), clock);
    const shown = await admin.get(`/v1/users/${user.id}`).expect(200);
    expect(shown.body.twoFactorEnabled).toBe(true);
    const answer = await reset(admin, user.id, shown.body.version as number).expect(200);
    expect(answer.body).toMatchObject({ id: user.id, twoFactorEnabled: false });
    for (const testApp of [here, there]) await testApp.withToken(accessToken).get('/v1/me').expect(401);
    await here.anonymous.post('/v1/auth/refresh').send({ refreshToken }).expect(401);
    await acme.tokens(user);
    expect((await mailTo(here, user.email, 2)).subject).toContain('was removed');
    const { body } = await admin.get(`/v1/audit-logs?resourceId=${user.id}&action=reset_two_factor`).expect(200);
    expect(body.data).toHaveLength(1);
  });

  it('ends sign-ins that wait for their second step', async () => {
    const user = await acme.addUser('technician');
    const { backupCodes } = await enrol(await acme.signIn(user), clock);
    const { email, password } = user;
    const login = { tenant: acme.slug, email, password };
    const { body } = await here.anonymous.post('/v1/auth/login').send(login).expect(403);
    await reset(admin, user.id, await versionOf(user.id)).expect(200);
    const second = { pendingToken: body.pendingToken as string, code: backupCodes[0] };
    await here.anonymous.post('/v1/auth/two-factor').send(second).expect(401);
  });

  it('is not for those with more rights, for oneself, or who has none, and needs a fresh sign-in', async () => {
    const editor = await acme.addUser('manager');
    await admin
      .put(`/v1/users/${editor.id}/permissions`)
      .set('If-Match', '"1"')
      .send({ granted: ['users:update'] });
    const me = (await admin.get('/v1/me').expect(200)).body as { id: string };
    await enrol(admin, clock);
    const client = await acme.signIn(editor);
    const higher = await reset(client, me.id, await versionOf(me.id)).expect(403);
    expect(higher.body.code).toBe('user.beyond_own_rights');
    expect((await reset(admin, me.id, await versionOf(me.id)).expect(409)).body.code).toBe('two_factor.own');
    const user = await acme.addUser('technician');
    expect((await reset(admin, user.id, 1).expect(409)).body.code).toBe('two_factor.not_enabled');
    const scopes = ['users:update', 'users:read'];
    const { body } = await admin.post('/v1/api-keys').send({ name: 'Program', scopes }).expect(201);
    const byKey = await reset(here.withToken(body.key as string), user.id, 1).expect(403);
    expect(byKey.body.code).toBe('auth.fresh_sign_in_needed');
  });
});
