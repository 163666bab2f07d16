import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type HttpClient,
  type TestApp,
  type TestTenant,
  type TestUser,
} from '#libs/testing';
import { mailsTo, mailTo, tokenIn } from '../../support/kept-mails.js';

// in the past of every machine: what is due by it is due
const clock = new FakeClock('2025-06-02T08:00:00Z');
let testApp: TestApp;
let second: TestApp;
let acme: TestTenant;
let user: TestUser;
let client: HttpClient;
let addresses = 0;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  const { jwt, cursor, encryption } = testApp.config.secrets;
  const environment = { JWT_SECRET: jwt, CURSOR_SECRET: cursor, ENCRYPTION_KEY: encryption };
  second = await createTestApp({ clock, database: testApp.database, environment });
  acme = await provisionTestTenant(testApp);
});
beforeEach(async () => {
  await testApp.database.query('delete from public.sign_in_failures');
  user = await acme.addUser('technician');
  client = await acme.signIn(user);
});

const newAddress = () => `moved-${(addresses += 1)}@example.com`;
const ask = (email: string, by = client, currentPassword = user.password) =>
  by.post('/v1/me/change-email').send({ email, currentPassword });
const verify = (token: string, app = testApp) => app.anonymous.post('/v1/auth/verify-email').send({ token });
const login = (email: string, password = user.password) =>
  testApp.anonymous.post('/v1/auth/login').send({ tenant: acme.slug, email, password });
const me = async (by = client) => (await by.get('/v1/me').expect(200)).body;

async function linkFor(email: string, by = client, count = 1): Promise<string> {
  await ask(email, by).expect(204);
  return tokenIn(await mailTo(testApp, email, count));
}

async function expectInvalid(token: string): Promise<void> {
  expect((await verify(token).expect(401)).body.code).toBe('auth.invalid_verification_token');
}

describe('another address', () => {
  it('takes effect when the link that was mailed to it is followed, and not before', async () => {
    const [former, wanted] = [user.email, newAddress()];
    const token = await linkFor(wanted.toUpperCase().replace('MOVED', 'moved').toLowerCase());
    expect(await me()).toMatchObject({ email: former, isVerified: false });
    await login(wanted).expect(401);
    await login(former).expect(200);
    await verify(token).expect(204).expect('Cache-Control', 'no-store');
    expect(await me()).toMatchObject({ email: wanted, isVerified: true, emailVerifiedAt: clock.now().toISOString() });
    await login(wanted).expect(200);
    await login(former).expect(401);
    await expectInvalid(token);
  });

  it('is told twice to the former address, which learns neither the new one nor a link', async () => {
    const [former, wanted] = [user.email, newAddress()];
    const token = await linkFor(wanted);
    expect((await mailTo(testApp, former)).subject).toMatch(/^Another e-mail address for /);
    await verify(token).expect(204);
    expect((await mailTo(testApp, former, 2)).subject).toMatch(/^Your e-mail address for .* has been changed$/);
    const told = await mailsTo(testApp, former);
    expect(told).toHaveLength(2);
    for (const { text, html } of told) {
      expect(`${text}${html}`).not.toContain(wanted);
      expect(`${text}${html}`).not.toMatch(/token|fpev_/);
    }
  });

  it('needs the password, and is another one', async () => {
    const wrong = await ask(newAddress(), client, 'not the password').expect(422);
    expect(wrong.body).toMatchObject({ code: 'auth.wrong_password', errors: [{ pointer: '/currentPassword' }] });
    const same = await ask(user.email.toUpperCase()).expect(422);
    expect(same.body).toMatchObject({ code: 'user.email_unchanged', errors: [{ pointer: '/email' }] });
    const none = await ask('no address').expect(422);
    expect(none.body.errors).toMatchObject([{ pointer: '/email' }]);
    expect(await mailsTo(testApp, user.email)).toEqual([]);
  });

  it('says nothing of the addresses of others until its mail was read', async () => {
    const colleague = await acme.addUser('employee');
    const answers = [await ask(newAddress()), await ask(colleague.email)];
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [204, ''],
      [204, ''],
    ]);
    const token = tokenIn(await mailTo(testApp, colleague.email));
    const { body } = await verify(token).expect(409);
    expect(body).toMatchObject({ code: 'user.email_taken', existingId: colleague.id });
    expect((await me()).email).toBe(user.email);
    await login(colleague.email, colleague.password).expect(200);
  });

  it('is that of one user, however many confirm it at once in two processes', async () => {
    const wanted = newAddress();
    const people = await Promise.all(Array.from({ length: 4 }, () => acme.addUser('technician')));
    const tokens: string[] = [];
    for (const [at, person] of people.entries()) tokens.push(await linkFor(wanted, await acme.signIn(person), at + 1));
    const answers = await Promise.all(tokens.map((token, at) => verify(token, at % 2 ? testApp : second)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
    const rows = await testApp.database.query(`select id from ${acme.ref.schema}.users where email = $1`, [wanted]);
    expect(rows).toHaveLength(1);
  });

  it('ends links to the former one', async () => {
    const former = user.email;
    await testApp.anonymous.post('/v1/auth/forgot-password').send({ tenant: acme.slug, email: former }).expect(204);
    const reset = tokenIn(await mailTo(testApp, former));
    await verify(await linkFor(newAddress())).expect(204);
    const body = { token: reset, password: 'seven green umbrellas' };
    const refused = await testApp.anonymous.post('/v1/auth/reset-password').send(body).expect(401);
    expect(refused.body.code).toBe('auth.invalid_reset_token');
  });
});

describe('the link', () => {
  it('works once, though it is followed several times at once in two processes', async () => {
    const token = await linkFor(newAddress());
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => verify(token, at % 2 ? testApp : second)));
    const statuses = answers.map(({ status }) => status).filter((status) => status !== 503);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status !== 204 && status !== 401)).toEqual([]);
  });

  it('is worthless after twenty minutes, and once a newer one was mailed', async () => {
    const first = await linkFor(newAddress());
    const newest = await linkFor(newAddress());
    await expectInvalid(first);
    clock.advance({ minutes: 20 });
    await expectInvalid(newest);
  });

  it.each<[string, (admin: HttpClient) => Promise<unknown>]>([
    [
      'the user changes the password',
      () =>
        client
          .post('/v1/me/change-password')
          .send({ currentPassword: user.password, newPassword: 'seven green umbrellas' })
          .expect(200),
    ],
    [
      'an administrator resets it',
      (admin) => admin.post(`/v1/users/${user.id}/reset-password`).set('If-Match', '"1"').expect(200),
    ],
    [
      'the user is deactivated',
      (admin) => admin.post(`/v1/users/${user.id}/deactivate`).set('If-Match', '"1"').expect(200),
    ],
    [
      'an administrator gives another address',
      (admin) => admin.patch(`/v1/users/${user.id}`).set('If-Match', '"1"').send({ email: newAddress() }).expect(200),
    ],
  ])('is worthless once %s', async (_, act) => {
    const token = await linkFor(newAddress());
    await act(await acme.signIn(acme.admin));
    await expectInvalid(token);
  });

  it('opens nothing elsewhere', async () => {
    const other = await provisionTestTenant(testApp);
    const token = await linkFor(newAddress());
    for (const host of [`${other.slug}.localhost`, 'no-such-tenant.localhost'])
      await verify(token).set('Host', host).expect(401);
    const swapped = Buffer.from(token.slice('fpev_'.length), 'base64url');
    swapped.write(other.ref.id.replaceAll('-', ''), 0, 'hex');
    await expectInvalid(`fpev_${swapped.toString('base64url')}`);
    const reset = { token: token.replace('fpev_', 'fppr_'), password: 'seven green umbrellas' };
    await testApp.anonymous.post('/v1/auth/reset-password').send(reset).expect(401);
    await testApp.withToken(token).get('/v1/me').expect(401);
    await verify(token).expect(204);
  });

  it('is kept nowhere', async () => {
    const token = await linkFor(newAddress());
    const { schema } = acme.ref;
    const stored = await testApp.database.query(
      `select row_to_json(t) from ${schema}.verification_tokens t union all select row_to_json(a) from ${schema}.audit_logs a
       union all select row_to_json(m) from ${schema}.mails m union all select row_to_json(k) from kept_mails k`,
    );
    expect(JSON.stringify(stored)).not.toContain(token);
  });
});

it('fills no mailbox: five mails in a quarter of an hour, exactly, over two processes', async () => {
  const { accessToken } = await acme.tokens(user);
  const wanted = newAddress();
  const asked = Array.from({ length: 12 }, (_, at) => ask(wanted, (at % 2 ? testApp : second).withToken(accessToken)));
  const statuses = (await Promise.all(asked)).map(({ status }) => status).filter((status) => status !== 503);
  expect(statuses.filter((status) => status === 204)).toHaveLength(5);
  expect(new Set(statuses)).toEqual(new Set([204, 429]));
});
