import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  sentStatements,
  type HttpClient,
  type TestApp,
  type TestTenant,
  type TestUser,
} from '#libs/testing';
import { aSignUp } from '../../builders/identity/sign-up.builder.js';
import { enrol } from '../../support/authenticator.js';
import { mailsTo, mailTo, tokenIn } from '../../support/kept-mails.js';

// in the past of every machine: what is due by it is due
const clock = new FakeClock('2025-06-02T08:00:00Z');
let testApp: TestApp;
let second: TestApp;
let acme: TestTenant;
let user: TestUser;
let client: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  const { jwt, cursor, encryption } = testApp.config.secrets;
  const environment = { JWT_SECRET: jwt, CURSOR_SECRET: cursor, ENCRYPTION_KEY: encryption };
  second = await createTestApp({ clock, database: testApp.database, environment });
  acme = await provisionTestTenant(testApp);
});
beforeEach(async () => {
  await testApp.database.query('delete from public.sign_in_failures');
  user = await acme.addUser('employee');
  client = await acme.signIn(user);
});

const resend = (by = client) => by.post('/v1/me/resend-verification');
const verify = (token: string, app = testApp) => app.anonymous.post('/v1/auth/verify-email').send({ token });
const isVerified = async (by = client) => (await by.get('/v1/me').expect(200)).body.isVerified as boolean;

async function mailedLink(count = 1): Promise<string> {
  await resend().expect(204);
  return tokenIn(await mailTo(testApp, user.email, count));
}

async function allow(unverifiedUsers: string | null, more: object = {}): Promise<void> {
  const admin = await acme.signIn(acme.admin);
  const { headers } = await admin.get('/v1/tenant').expect(200);
  await admin
    .patch('/v1/tenant')
    .set('If-Match', headers['etag'] as string)
    .send({ settings: { unverifiedUsers, ...more } })
    .expect(200);
}

describe('an address', () => {
  it('is verified by the link that is mailed, once, the newest alone, within twenty minutes', async () => {
    const first = await mailedLink();
    const mail = await mailTo(testApp, user.email);
    expect(mail.text).toContain(`http://${acme.slug}.localhost:0/verify-email#token=fpev_`);
    const newest = await mailedLink(2);
    await verify(first).expect(401);
    const answers = await Promise.all(Array.from({ length: 6 }, (_, at) => verify(newest, at % 2 ? testApp : second)));
    const statuses = answers.map(({ status }) => status).filter((status) => status !== 503);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(await isVerified()).toBe(true);
    expect((await resend().expect(409)).body.code).toBe('user.email_verified');
  });

  it('is not verified by a link that is too old, or was mailed to another one', async () => {
    const late = await mailedLink();
    clock.advance({ minutes: 20 });
    expect((await verify(late).expect(401)).body.code).toBe('auth.invalid_verification_token');
    client = await acme.signIn(user);
    const token = await mailedLink(2);
    const admin = await acme.signIn(acme.admin);
    const moved = { email: `moved-${user.email}` };
    await admin.patch(`/v1/users/${user.id}`).set('If-Match', '"1"').send(moved).expect(200);
    await verify(token).expect(401);
    expect(await isVerified()).toBe(false);
  });

  it('is verified by the link to set a password, and by an invitation', async () => {
    await testApp.anonymous.post('/v1/auth/forgot-password').send({ tenant: acme.slug, email: user.email }).expect(204);
    const password = 'seven green umbrellas';
    const reset = { token: tokenIn(await mailTo(testApp, user.email)), password };
    await testApp.anonymous.post('/v1/auth/reset-password').send(reset).expect(204);
    expect(await isVerified(await acme.signIn({ email: user.email, password }))).toBe(true);
    const admin = await acme.signIn(acme.admin);
    const email = 'invited-and-verified@example.com';
    await admin.post('/v1/invitations').send({ email, role: 'technician' }).expect(201);
    const accepted = { token: tokenIn(await mailTo(testApp, email)), password };
    await testApp.anonymous.post('/v1/auth/accept-invitation').send(accepted).expect(204);
    expect(await isVerified(await acme.signIn({ email, password }))).toBe(true);
  });

  it('gets five mails in a quarter of an hour at most', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 7; at += 1) statuses.push((await resend()).status);
    expect(statuses).toEqual([204, 204, 204, 204, 204, 429, 429]);
  });
});

describe('what users may do whose address is not verified', () => {
  afterEach(() => allow(null));

  const calls: [string, (by: HttpClient) => Promise<{ status: number; body: { code?: string } }>][] = [
    ['reads', (by) => by.get('/v1/work-orders')],
    ['reads the account', (by) => by.get('/v1/tenant')],
    ['reads notifications', (by) => by.get('/v1/notifications')],
    ['writes', (by) => by.post('/v1/work-orders').send({ title: 'Replace the belt' })],
    ['marks notifications', (by) => by.post('/v1/notifications/read-all')],
    ['reads themselves', (by) => by.get('/v1/me')],
    ['writes themselves', (by) => by.patch('/v1/me').send({ phone: null })],
  ];
  const letIn = async (by: HttpClient): Promise<string[]> => {
    const found: string[] = [];
    for (const [name, call] of calls) {
      const { status, body } = await call(by);
      if (status !== 403) found.push(name);
      else expect(body.code).toBe('auth.email_not_verified');
    }
    return found;
  };
  const all = calls.map(([name]) => name);
  const own = ['reads themselves', 'writes themselves'];

  it.each([
    ['everything', all],
    ['read_only', ['reads', 'reads the account', 'reads notifications', ...own]],
    ['own_account', own],
  ])('is %s where the account says so, in every process at once, until they are verified', async (setting, allowed) => {
    const { accessToken } = await acme.tokens(user);
    const [here, there] = [testApp.withToken(accessToken), second.withToken(accessToken)];
    // both processes know the session
    expect([await letIn(here), await letIn(there)]).toEqual([all, all]);
    await allow(setting);
    expect([await letIn(here), await letIn(there)]).toEqual([allowed, allowed]);
    expect((await here.get('/v1/me').expect(200)).body.restrictedTo).toBe(setting === 'everything' ? null : setting);
    await verify(await mailedLink()).expect(204);
    expect([await letIn(here), await letIn(there)]).toEqual([all, all]);
    expect((await there.get('/v1/me').expect(200)).body.restrictedTo).toBeNull();
  });

  it('holds for their API keys as well', async () => {
    const unverified = await acme.signIn(await acme.addUser('admin'));
    const scopes = ['facilities:read', 'facilities:create'];
    const { key } = (await unverified.post('/v1/api-keys').send({ name: 'Program', scopes }).expect(201)).body;
    const program = testApp.withToken(key as string);
    const facility = (code: string) => program.post('/v1/facilities').send({ name: 'Hall', code });
    await program.get('/v1/facilities').expect(200);
    await allow('read_only');
    await program.get('/v1/facilities').expect(200);
    expect((await facility('H-2')).body.code).toBe('auth.email_not_verified');
    await allow('own_account');
    expect((await program.get('/v1/facilities').expect(403)).body.code).toBe('auth.email_not_verified');
  });

  it('hides nothing of what they lack anyway', async () => {
    const technician = await acme.signIn(await acme.addUser('technician'));
    await allow('own_account');
    expect((await technician.get('/v1/audit-logs').expect(403)).body.code).toBe('auth.forbidden');
  });

  it('lets them sign in, verify, change address and password, and sign out', async () => {
    await allow('own_account');
    client = await acme.signIn(user);
    const email = `right-${user.email}`;
    await client.post('/v1/me/change-email').send({ email, currentPassword: user.password }).expect(204);
    await verify(tokenIn(await mailTo(testApp, email))).expect(204);
    await client.get('/v1/work-orders').expect(200);
    await client.post('/v1/auth/logout').expect(204);
  });

  it('lets those add a second factor of whom the account demands one, and then verify', async () => {
    await allow('own_account', { twoFactorRequiredFor: ['employee'] });
    client = await acme.signIn(user);
    expect((await resend().expect(403)).body.code).toBe('auth.two_factor_required');
    await enrol(client, clock);
    await verify(await mailedLink(2)).expect(204);
    await client.get('/v1/work-orders').expect(200);
    await allow(null, { twoFactorRequiredFor: null });
  });

  it('costs no query', async () => {
    await allow('read_only');
    await client.get('/v1/work-orders').expect(200);
    const restricted = await sentStatements(async () => void (await client.get('/v1/work-orders').expect(200)));
    const refused = await sentStatements(async () => void (await client.post('/v1/work-orders').send({}).expect(403)));
    // a refusal has an entry in the audit log
    const others = refused.filter((message) => !message.some(({ text }) => text.includes('audit_logs')));
    expect([restricted.length, others.length]).toEqual([1, 0]);
  });
});

describe('whoever signs up', () => {
  it('is mailed a link at once, in the transaction that opens the account', async () => {
    const wanted = aSignUp();
    const { body } = await testApp.anonymous.post('/v1/signup').send(wanted).expect(201);
    const owner = testApp.withToken(body.accessToken as string);
    expect(await isVerified(owner)).toBe(false);
    const mail = await mailTo(testApp, wanted.email);
    expect(mail.subject).toContain(wanted.companyName);
    await verify(tokenIn(mail)).expect(204);
    expect(await isVerified(owner)).toBe(true);
    expect(await mailsTo(testApp, wanted.email)).toHaveLength(1);
  });

  it('may have another one mailed, which makes the first worthless', async () => {
    const wanted = aSignUp();
    const { body } = await testApp.anonymous.post('/v1/signup').send(wanted).expect(201);
    const first = tokenIn(await mailTo(testApp, wanted.email));
    await resend(testApp.withToken(body.accessToken as string)).expect(204);
    const newest = tokenIn(await mailTo(testApp, wanted.email, 2));
    await verify(first).expect(401);
    await verify(newest).expect(204);
  });
});
