import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorsFacade } from '#contexts/identity';
import { runAsSystem } from '#libs/request-context';
import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type Credentials,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { enrol, type Enrolled } from '../../support/authenticator.js';
import { addOperator } from '../contract/api/stage.js';
import { fieldpilot } from '../tenancy/command-line.js';

const clock = new FakeClock();
let here: TestApp;
let there: TestApp;
let acme: TestTenant;
let operator: Credentials;
let client: HttpClient;

// Two processes with one database.
beforeAll(async () => {
  here = await createTestApp({ clock });
  const { jwt, cursor, encryption } = here.config.secrets;
  const environment = { JWT_SECRET: jwt, CURSOR_SECRET: cursor, ENCRYPTION_KEY: encryption };
  there = await createTestApp({ clock, database: here.database, environment });
  acme = await provisionTestTenant(here);
});
beforeEach(async () => {
  await here.database.query('delete from public.sign_in_failures');
  operator = await addOperator(acme);
  client = here.withToken((await tokens()).accessToken);
});

const login = ({ email, password }: Credentials = operator) =>
  here.anonymous.post('/admin/v1/auth/login').send({ email, password });
const secondStep = (pendingToken: string, code: string, testApp = here) =>
  testApp.anonymous.post('/admin/v1/auth/two-factor').send({ pendingToken, code });
const tokens = async (who = operator) =>
  (await login(who).expect(200)).body as { accessToken: string; refreshToken: string };
const pending = async () => (await login().expect(403)).body.pendingToken as string;
const at = '/admin/v1/me/two-factor';

/** With the code of the current step unused. */
async function enrolled(): Promise<Enrolled> {
  const found = await enrol(client, clock, at);
  clock.advance({ seconds: 30 });
  return found;
}

describe('an operator with a second factor', () => {
  it('signs in in two steps, and is told so in neither more nor less than that', async () => {
    const { app, backupCodes } = await enrolled();
    const { body } = await login().expect(403);
    expect(body).toMatchObject({ code: 'auth.second_step_needed', expiresIn: 300 });
    const signedIn = await secondStep(body.pendingToken as string, app.code()).expect(200);
    await here
      .withToken(signedIn.body.accessToken as string)
      .get('/admin/v1/me')
      .expect(200);
    await secondStep(await pending(), backupCodes[0]!).expect(200);
    await client.get(at).expect(200, { enabled: true, backupCodesLeft: 9 });
    await here
      .withToken(body.pendingToken as string)
      .get('/admin/v1/me')
      .expect(401);
  });

  it('has codes of which each works once, though ten sign-ins send it at once to two processes', async () => {
    const { app } = await enrolled();
    const waiting: string[] = [];
    for (let each = 0; each < 10; each += 1) waiting.push(await pending());
    const answers = await Promise.all(
      waiting.map((token, index) => secondStep(token, app.code(), index % 2 ? there : here)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(9);
  });

  it('has five tries for a sign-in, exactly, and a token of a tenant is none of theirs', async () => {
    const { app } = await enrolled();
    const token = await pending();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => secondStep(token, app.wrongCode(index), index % 2 ? there : here)),
    );
    const wrong = answers.filter(({ body }) => body.code === 'auth.wrong_code');
    expect(wrong).toHaveLength(5);
    expect((await secondStep(token, app.code()).expect(401)).body.code).toBe('auth.invalid_pending_token');
    const foreign = here.anonymous.post('/v1/auth/two-factor');
    await foreign.send({ pendingToken: await pending(), code: app.code() }).expect(401);
  });

  it('switches it off with a code and a fresh sign-in', async () => {
    const { app } = await enrolled();
    const off = (code: string) => client.post(`${at}/disable`).send({ code });
    expect((await off(app.wrongCode()).expect(422)).body.code).toBe('two_factor.wrong_code');
    const codes = (await client.post(`${at}/backup-codes`).expect(200)).body.backupCodes as string[];
    await off(codes[0]!).expect(204);
    await tokens();
    clock.advance({ minutes: 14, seconds: 50 });
    await client.get('/admin/v1/me').expect(401);
  });
});

describe('the password of an operator', () => {
  const change = (currentPassword: string, newPassword: string) =>
    client.post('/admin/v1/me/password').send({ currentPassword, newPassword });

  it('is changed by the one of now, which ends all sessions', async () => {
    const other = await tokens();
    const wrong = await change('not the password', 'seven green umbrellas').expect(422);
    expect(wrong.body).toMatchObject({ code: 'operator.wrong_password', errors: [{ pointer: '/currentPassword' }] });
    const easy = await change(operator.password, 'password123').expect(422);
    expect(easy.body.errors).toMatchObject([{ pointer: '/newPassword' }]);
    await change(operator.password, 'seven green umbrellas').expect(204);
    for (const testApp of [here, there]) await testApp.withToken(other.accessToken).get('/admin/v1/me').expect(401);
    await here.anonymous.post('/admin/v1/auth/refresh').send({ refreshToken: other.refreshToken }).expect(401);
    await login().expect(401);
    await tokens({ ...operator, password: 'seven green umbrellas' });
  });

  it('is not to be guessed by who has the session: five tries at once are all there are', async () => {
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => change('not the password', 'seven green umbrellas')),
    );
    expect(tries.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(3);
  });
});

describe('the sessions of an operator', () => {
  it('are listed, and ended one by one from the next request on; those of others are not found', async () => {
    const other = await tokens();
    const { body } = await client.get('/admin/v1/me/sessions').expect(200);
    const sessions = body.data as { id: string; isCurrent: boolean }[];
    expect(sessions.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
    const theirs = sessions.find(({ isCurrent }) => !isCurrent)!;
    const stranger = here.withToken((await tokens(await addOperator(acme))).accessToken);
    await stranger.delete(`/admin/v1/me/sessions/${theirs.id}`).expect(404);
    await there.withToken(other.accessToken).get('/admin/v1/me').expect(200);
    await client.delete(`/admin/v1/me/sessions/${theirs.id}`).expect(204);
    for (const testApp of [here, there]) await testApp.withToken(other.accessToken).get('/admin/v1/me').expect(401);
    await client.delete(`/admin/v1/me/sessions/${theirs.id}`).expect(404);
  });
});

describe('whoever runs the server', () => {
  const operators = () => here.get(OperatorsFacade);

  it('removes a lost second factor, and lets nobody in who is deactivated; both sign out at once', async () => {
    await enrolled();
    await runAsSystem('test', () => operators().resetTwoFactor(operator.email));
    await client.get('/admin/v1/me').expect(401);
    const { accessToken } = await tokens();
    await runAsSystem('test', () => operators().deactivate(operator.email));
    for (const testApp of [here, there]) await testApp.withToken(accessToken).get('/admin/v1/me').expect(401);
    await login().expect(401);
    await runAsSystem('test', () => operators().activate(operator.email));
    await tokens();
  });

  it('sets another password at the command line, which is shown this once', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-operators-'));
    const { migratorUrl, platformUrl, appUrl } = here.database.urls;
    const urls = { DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl };
    const words = ['operators', 'reset-password', '--email', operator.email];
    const { code, stdout } = await fieldpilot(words, { ...urls, FIELDPILOT_DATA: dataDir });
    rmSync(dataDir, { recursive: true, force: true });
    expect(code).toBe(0);
    const password = /password +(\S+)/.exec(stdout)![1]!;
    await login().expect(401);
    await tokens({ email: operator.email, password });
  }, 60_000);
});
