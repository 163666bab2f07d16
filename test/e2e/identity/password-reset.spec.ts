import { TenancyFacade } from '#contexts/tenancy';
import type { Test } from 'supertest';
import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  waitUntil,
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
let other: TestTenant;
let user: TestUser;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  second = await createTestApp({ clock, database: testApp.database, environment: secretsOf(testApp) });
  [acme, other] = [await provisionTestTenant(testApp), await provisionTestTenant(testApp)];
});
beforeEach(async () => {
  user = await acme.addUser('technician');
  await testApp.database.query('delete from public.sign_in_failures');
});

/** Another process of the same installation. */
function secretsOf({ config: { secrets } }: TestApp): Record<string, string> {
  return { JWT_SECRET: secrets.jwt, CURSOR_SECRET: secrets.cursor, ENCRYPTION_KEY: secrets.encryption };
}

const NEW = 'seven green umbrellas';
const forgot = (email: string, tenant = acme.slug, app = testApp) =>
  app.anonymous.post('/v1/auth/forgot-password').send({ tenant, email });
const reset = (token: string, password = NEW, app = testApp) =>
  app.anonymous.post('/v1/auth/reset-password').send({ token, password });
const login = (password: string, { email } = user) =>
  testApp.anonymous.post('/v1/auth/login').send({ tenant: acme.slug, email, password });

async function mailedToken(count = 1, { email } = user): Promise<string> {
  await forgot(email).expect(204);
  return tokenIn(await mailTo(testApp, email, count));
}

describe('a forgotten password', () => {
  it('is set anew by the link that is mailed, which ends all sessions and tells the user', async () => {
    const { accessToken, refreshToken } = await acme.tokens(user);
    const token = await mailedToken();
    const mail = await mailTo(testApp, user.email);
    expect(mail.text).toContain(`http://${acme.slug}.localhost:0/reset-password#token=${token}`);
    await reset(token).expect(204).expect('Cache-Control', 'no-store');
    await testApp.withToken(accessToken).get('/v1/me').expect(401);
    await second.withToken(accessToken).get('/v1/me').expect(401);
    await testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken }).expect(401);
    await login(user.password).expect(401);
    const { body } = await login(NEW).expect(200);
    const me = await testApp.withToken(body.accessToken).get('/v1/me').expect(200);
    expect(me.body).toMatchObject({ isVerified: true, passwordChangedAt: clock.now().toISOString() });
    expect((await mailTo(testApp, user.email, 2)).subject).toMatch(/^Your password for .* has been changed$/);
  });

  it('keeps nothing of the token or the password that could be used', async () => {
    const token = await mailedToken();
    await reset(token).expect(204);
    const stored = await testApp.database.query(
      `select row_to_json(t) from ${acme.ref.schema}.verification_tokens t
       union all select row_to_json(a) from ${acme.ref.schema}.audit_logs a
       union all select row_to_json(o) from ${acme.ref.schema}.outbox o
       union all select row_to_json(m) from ${acme.ref.schema}.mails m
       union all select row_to_json(k) from kept_mails k`,
    );
    expect(stored.length).toBeGreaterThan(3);
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(JSON.stringify(stored)).not.toContain(NEW);
  });

  it('leaves its traces in the audit log', async () => {
    await reset(await mailedToken()).expect(204);
    const admin = await acme.signIn(acme.admin);
    const { body } = await admin.get(`/v1/audit-logs?sort=-createdAt&limit=5`).expect(200);
    expect(body.data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'forgot_password', actorKind: 'anonymous' }),
        expect.objectContaining({
          action: 'update',
          resourceId: user.id,
          changes: expect.objectContaining({ after: expect.objectContaining({ passwordHash: '[redacted]' }) }),
        }),
      ]),
    );
  });
});

describe('a link', () => {
  const expectInvalid = async (token: string, app = testApp) =>
    expect((await reset(token, NEW, app).expect(401)).body.code).toBe('auth.invalid_reset_token');

  it('works once, though it is used several times at once in two processes', async () => {
    const token = await mailedToken();
    const tries = Array.from({ length: 8 }, (_, at) => reset(token, `${NEW} ${at}`, at % 2 ? testApp : second));
    const statuses = (await Promise.all(tries)).map(({ status }) => status).filter((status) => status !== 503);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status !== 204 && status !== 401)).toEqual([]);
    await expectInvalid(token);
  });

  it('is worthless after twenty minutes', async () => {
    const token = await mailedToken();
    clock.advance({ minutes: 20 });
    await expectInvalid(token);
    await login(user.password).expect(200);
  });

  it('is worthless once a newer one was mailed', async () => {
    const first = await mailedToken();
    const newest = await mailedToken(2);
    await expectInvalid(first);
    await reset(newest).expect(204);
  });

  it('stays as it was when the password is refused', async () => {
    const token = await mailedToken();
    const { body } = await reset(token, 'password123').expect(422);
    expect(body).toMatchObject({ code: 'password.too_common', errors: [{ pointer: '/password' }] });
    expect((await reset(token, `${user.email}!`).expect(422)).body.code).toBe('password.too_personal');
    await reset(token).expect(204);
  });

  it.each<[string, (admin: HttpClient) => Test]>([
    ['deactivated', (admin) => admin.post(`/v1/users/${user.id}/deactivate`)],
    ['given another address', (admin) => admin.patch(`/v1/users/${user.id}`).send({ email: `${user.id}@example.com` })],
  ])('is worthless for a user who was %s meanwhile', async (_, change) => {
    const token = await mailedToken();
    await change(await acme.signIn(acme.admin))
      .set('If-Match', '"1"')
      .expect(200);
    await expectInvalid(token);
  });

  it('opens nothing elsewhere: in no other account, at no other host, as no other token', async () => {
    const token = await mailedToken();
    await expectInvalid(`fppr_${Buffer.alloc(48, 7).toString('base64url')}`);
    const swapped = Buffer.from(token.slice('fppr_'.length), 'base64url');
    swapped.write(other.ref.id.replaceAll('-', ''), 0, 'hex');
    await expectInvalid(`fppr_${swapped.toString('base64url')}`);
    await expectInvalid(token.replace('fppr_', 'fprt_'));
    for (const host of [`${other.slug}.localhost`, 'no-such-tenant.localhost'])
      expect((await reset(token).set('Host', host).expect(401)).body.code).toBe('auth.invalid_reset_token');
    const refresh = testApp.anonymous.post('/v1/auth/refresh');
    await refresh.send({ refreshToken: token.replace('fppr_', 'fprt_') }).expect(401);
    await testApp.withToken(token).get('/v1/me').expect(401);
    await reset(token).set('Host', `${acme.slug}.localhost`).expect(204);
  });

  it('leads to the address of the account, whatever host the request names', async () => {
    await forgot(user.email).set('Host', 'evil.example.com').set('X-Forwarded-Host', 'evil.example.com').expect(204);
    expect((await mailTo(testApp, user.email)).text).not.toContain('evil');
  });
});

describe('asking for a link', () => {
  it('answers the same whether or not there is such a user or account', async () => {
    const inactive = await acme.addUser('employee');
    const admin = await acme.signIn(acme.admin);
    await admin.post(`/v1/users/${inactive.id}/deactivate`).set('If-Match', '"1"').expect(200);
    const answers = [
      await forgot(user.email),
      await forgot('nobody@example.com'),
      await forgot(inactive.email),
      await forgot(user.email, 'no-such-tenant'),
      await forgot(user.email, other.slug),
    ].map(({ status, text, headers }) => {
      const { 'x-request-id': _id, date: _date, ratelimit: _left, ...rest } = headers as Record<string, string>;
      return { status, text, headers: rest };
    });
    expect(answers[0]).toMatchObject({ status: 204, text: '' });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await mailTo(testApp, user.email);
    for (const email of ['nobody@example.com', inactive.email]) expect(await mailsTo(testApp, email)).toEqual([]);
    expect(await mailsTo(testApp, user.email)).toHaveLength(1);
  });

  it('fills no mailbox, and of the links exactly one is valid, though many are asked for at once', async () => {
    const asked = Array.from({ length: 8 }, (_, at) => forgot(user.email, acme.slug, at % 2 ? testApp : second));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(8).fill(204));
    await mailTo(testApp, user.email, 3);
    await waitUntil(async () => {
      const [row] = await testApp.database.query(
        `select count(*)::int as n from ${acme.ref.schema}.outbox where delivered_at is null`,
      );
      return row!['n'] === 0;
    });
    const mails = await mailsTo(testApp, user.email);
    expect(mails).toHaveLength(3);
    const statuses = [];
    for (const mail of mails) statuses.push((await reset(tokenIn(mail))).status);
    expect(statuses.sort()).toEqual([204, 401, 401]);
  });

  it.each([
    ['there is', () => user.email],
    ['there is not', () => 'not-here@example.com'],
  ])('is answered 429 after ten times for an address that %s, exactly, over two processes', async (_, email) => {
    const asked = Array.from({ length: 25 }, (__, at) => forgot(email(), acme.slug, at % 2 ? testApp : second));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    const refused = await forgot(email().toUpperCase()).expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    await login(user.password).expect(200);
  });

  it('is answered 429 after a hundred times from a network, and so are guessed tokens, but no valid one', async () => {
    const valid = await mailedToken();
    const ask = (at: number) => forgot(`a${at}@example.com`, acme.slug, at % 2 ? testApp : second);
    const asked = await Promise.all(Array.from({ length: 110 }, (_, at) => ask(at)));
    // one was asked for above
    expect(asked.filter(({ status }) => status === 204)).toHaveLength(99);
    const guesses: number[] = [];
    for (let at = 0; at < 104; at += 4) {
      const four = [1, 2, 3, 4].map(() => reset(`fppr_${Buffer.alloc(48, at).toString('base64url')}`));
      guesses.push(...(await Promise.all(four)).map(({ status }) => status));
    }
    expect(guesses.filter((status) => status === 401)).toHaveLength(100);
    expect(guesses.filter((status) => status === 429)).toHaveLength(4);
    await reset(valid).expect(204);
  });

  it('needs the name of an account, and says nothing of one that is closed', async () => {
    const { body } = await testApp.anonymous.post('/v1/auth/forgot-password').send({ email: user.email }).expect(422);
    expect(body.code).toBe('auth.tenant_required');
    const closed = await provisionTestTenant(testApp);
    const token = await (async () => {
      await forgot(closed.admin.email, closed.slug).expect(204);
      return tokenIn(await mailTo(testApp, closed.admin.email));
    })();
    await closed.run(() => testApp.get(TenancyFacade).suspend(closed.slug, 'unpaid'));
    await forgot(closed.admin.email, closed.slug).expect(204);
    expect((await reset(token)).body.code).toBe('auth.invalid_reset_token');
    await closed.run(() => testApp.get(TenancyFacade).resume(closed.slug, 'paid'));
    await reset(token).expect(204);
  });
});

describe('the reset by an administrator', () => {
  const resetUser = async (id: string, version = 1) => {
    const admin = await acme.signIn(acme.admin);
    return admin.post(`/v1/users/${id}/reset-password`).set('If-Match', `"${version}"`);
  };

  it('signs the user out, forces a new password and mails the link', async () => {
    const { accessToken, refreshToken } = await acme.tokens(user);
    const { body } = (await resetUser(user.id)) as { body: { version: number } };
    expect(body).toMatchObject({ id: user.id, version: 2 });
    await testApp.withToken(accessToken).get('/v1/me').expect(401);
    await second.withToken(accessToken).get('/v1/me').expect(401);
    await testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken }).expect(401);
    expect((await login(user.password).expect(403)).body.code).toBe('auth.password_change_required');
    expect((await login('not the password').expect(401)).body.code).toBe('auth.invalid_credentials');
    const token = tokenIn(await mailTo(testApp, user.email));
    expect((await reset(token, user.password).expect(422)).body).toMatchObject({ code: 'password.unchanged' });
    await reset(token).expect(204);
    await login(NEW).expect(200);
  });

  it('is not for oneself, the inactive, or those with more rights', async () => {
    const admin = await acme.signIn(acme.admin);
    const me = (await admin.get('/v1/me').expect(200)).body as { id: string; version: number };
    expect((await resetUser(me.id, me.version)).body).toMatchObject({ status: 409, code: 'user.own_password' });
    expect((await resetUser(user.id, 7)).status).toBe(412);
    const editor = await acme.addUser('manager');
    await admin
      .put(`/v1/users/${editor.id}/permissions`)
      .set('If-Match', '"1"')
      .send({ granted: ['users:update'] })
      .expect(200);
    const client = await acme.signIn(editor);
    const refused = await client.post(`/v1/users/${me.id}/reset-password`).set('If-Match', `"${me.version}"`);
    expect(refused.body).toMatchObject({ status: 403, code: 'user.beyond_own_rights' });
    await admin.post(`/v1/users/${user.id}/deactivate`).set('If-Match', '"1"').expect(200);
    expect((await resetUser(user.id, 2)).body).toMatchObject({ status: 422, code: 'user.inactive' });
  });
});
