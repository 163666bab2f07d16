import pg from 'pg';
import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type TestApp,
  type TestTenant,
  type TestUser,
  waitUntil,
} from '#libs/testing';
import { enrol } from '../../support/authenticator.js';
import { mailTo, tokenIn } from '../../support/kept-mails.js';

// in the past of every machine: what is due by it is due
const clock = new FakeClock('2025-06-02T08:00:00Z');
let testApp: TestApp;
let second: TestApp;
let acme: TestTenant;
let user: TestUser;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  const { jwt, cursor, encryption } = testApp.config.secrets;
  const environment = { JWT_SECRET: jwt, CURSOR_SECRET: cursor, ENCRYPTION_KEY: encryption };
  second = await createTestApp({ clock, database: testApp.database, environment });
  acme = await provisionTestTenant(testApp);
});
beforeEach(async () => {
  user = await acme.addUser('technician');
  await testApp.database.query('delete from public.sign_in_failures');
});

const NEW = 'seven green umbrellas';

interface Passwords {
  currentPassword?: string;
  newPassword?: string;
}

const change = (accessToken: string, passwords: Passwords = {}, app = testApp) =>
  app
    .withToken(accessToken)
    .post('/v1/me/change-password')
    .send({ currentPassword: user.password, newPassword: NEW, ...passwords });
const login = (password: string, more: object = {}) =>
  testApp.anonymous.post('/v1/auth/login').send({ tenant: acme.slug, email: user.email, password, ...more });
const meStatus = async (accessToken: string, app = testApp) => (await app.withToken(accessToken).get('/v1/me')).status;

describe('changing the own password', () => {
  it('ends all sessions in every process, signs in anew and tells the owner', async () => {
    const [here, elsewhere] = [await acme.tokens(user), await acme.tokens(user)];
    expect(await meStatus(elsewhere.accessToken, second)).toBe(200);
    const { body: renewed } = await change(here.accessToken).expect(200).expect('Cache-Control', 'no-store');
    for (const { accessToken, refreshToken } of [here, elsewhere]) {
      expect(await meStatus(accessToken)).toBe(401);
      expect(await meStatus(accessToken, second)).toBe(401);
      await testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken }).expect(401);
    }
    expect(await meStatus(renewed.accessToken as string, second)).toBe(200);
    await testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken: renewed.refreshToken }).expect(200);
    await login(user.password).expect(401);
    await login(NEW).expect(200);
    const mail = await mailTo(testApp, user.email);
    expect(mail.subject).toMatch(/^Your password for .* has been changed$/);
    expect(mail.text).not.toMatch(/token=/);
  });

  it('does not count as a proof that the address is theirs', async () => {
    const { accessToken } = await acme.tokens(user);
    const { body } = await change(accessToken).expect(200);
    const me = await testApp
      .withToken(body.accessToken as string)
      .get('/v1/me')
      .expect(200);
    expect(me.body).toMatchObject({ isVerified: false, passwordChangedAt: clock.now().toISOString() });
  });

  it('makes links and devices of before worthless, and knows this device', async () => {
    const { deviceToken } = (await login(user.password).expect(200)).body as { deviceToken: string };
    await testApp.anonymous.post('/v1/auth/forgot-password').send({ tenant: acme.slug, email: user.email }).expect(204);
    const token = tokenIn(await mailTo(testApp, user.email));
    const { body } = await change((await acme.tokens(user)).accessToken).expect(200);
    const reset = testApp.anonymous.post('/v1/auth/reset-password').send({ token, password: 'nine yellow ladders' });
    expect((await reset.expect(401)).body.code).toBe('auth.invalid_reset_token');
    for (let at = 0; at < 10; at += 1) await login('not the password').expect(401);
    await login(NEW, { deviceToken }).expect(429);
    await login(NEW, { deviceToken: body.deviceToken }).expect(200);
  });

  it('needs the current password, and names what is wrong with either', async () => {
    const { accessToken } = await acme.tokens(user);
    const refused = await change(accessToken, { currentPassword: 'not the password' }).expect(422);
    expect(refused.body).toMatchObject({ code: 'auth.wrong_password', errors: [{ pointer: '/currentPassword' }] });
    for (const [newPassword, code] of [
      ['password123', 'password.too_common'],
      [`${user.email}!`, 'password.too_personal'],
      [user.password, 'password.unchanged'],
    ] as const) {
      const { body } = await change(accessToken, { newPassword }).expect(422);
      expect(body).toMatchObject({ code, errors: [{ pointer: '/newPassword' }] });
    }
    expect(await meStatus(accessToken)).toBe(200);
    await login(user.password).expect(200);
  });

  it('is closed after ten wrong passwords, exactly, over two processes; the sign-in stays open', async () => {
    const { accessToken } = await acme.tokens(user);
    const tries = Array.from({ length: 24 }, (_, at) =>
      change(accessToken, { currentPassword: `guess ${at} of many` }, at % 2 ? testApp : second),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(14);
    const closed = await change(accessToken).expect(429);
    expect(Number(closed.headers['retry-after'])).toBeGreaterThan(800);
    await login(user.password).expect(200);
    clock.advance({ minutes: 15 });
    await change((await acme.tokens(user)).accessToken).expect(200);
  });

  it('succeeds once of several at the same time in two processes', async () => {
    const { accessToken } = await acme.tokens(user);
    const tries = Array.from({ length: 6 }, (_, at) =>
      change(accessToken, { newPassword: `${NEW} ${at}` }, at % 2 ? testApp : second),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status } of answers) expect([200, 401, 422]).toContain(status);
    const alive = await testApp.database.query(
      `select id from ${acme.ref.schema}.sessions where user_id = $1 and revoked_at is null`,
      [user.id],
    );
    expect(alive).toHaveLength(1);
  });

  it('is no fresh sign-in of somebody who has a second factor', async () => {
    const { accessToken } = await acme.tokens(user);
    const { backupCodes } = await enrol(testApp.withToken(accessToken), clock);
    clock.advance({ minutes: 14 });
    const { body } = await change(accessToken).expect(200);
    clock.advance({ minutes: 2 });
    const disable = testApp.withToken(body.accessToken as string).post('/v1/me/two-factor/disable');
    expect((await disable.send({ code: backupCodes[0] }).expect(403)).body.code).toBe('auth.fresh_sign_in_needed');
  });

  it('leaves its traces in the audit log, and never a password', async () => {
    const { accessToken } = await acme.tokens(user);
    await change(accessToken, { currentPassword: 'a wrong secret thing' }).expect(422);
    await change(accessToken).expect(200);
    const admin = await acme.as('admin');
    const { body } = await admin.get(`/v1/audit-logs?resourceId=${user.id}&limit=20`).expect(200);
    const actions = (body.data as { action: string }[]).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['password_refused', 'update', 'login']));
    const stored = await testApp.database.query(
      `select row_to_json(a)::text as row from ${acme.ref.schema}.audit_logs a`,
    );
    for (const secret of ['a wrong secret thing', NEW]) expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it('is nothing for programs', async () => {
    const admin = await acme.as('admin');
    const { body } = await admin
      .post('/v1/api-keys')
      .send({ name: 'Program', scopes: ['users:read'] })
      .expect(201);
    await change(body.key as string).expect(403);
  });
});

describe('a sign-in that is on its way while the password changes', () => {
  it('opens no session: what was checked holds no more', async () => {
    const { accessToken } = await acme.tokens(user);
    const row = `${acme.ref.schema}.users where id = '${user.id}'`;
    const change = new pg.Client({ connectionString: testApp.database.superuserUrl });
    await change.connect();
    await change.query(`begin; select from ${row} for no key update`);
    const signingIn = login(user.password).then((answer) => answer);
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await waitUntil(async () => (await testApp.database.query(waiting)).length > 0);
    await change.query(`update ${row.replace(' where', ' set auth_version = auth_version + 1 where')}; commit`);
    await change.end();
    expect((await signingIn).status).toBe(401);
    expect(await meStatus(accessToken)).toBe(401);
  });
});
