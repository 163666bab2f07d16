import { jest } from '@jest/globals';
import {
  createTestApp,
  provisionTestTenant,
  waitUntil,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { Signals } from '#libs/signals';
import { IdentityFacade } from '#contexts/identity';
import { TenancyFacade } from '#contexts/tenancy';

// a frozen listener delays each sign-out by a second
jest.setTimeout(60_000);

let here: TestApp;
let there: TestApp;
let acme: TestTenant;
const frozen = new Set<number>();

// losing connections is what this is about
const environment = { LOG_LEVEL: 'fatal' };

beforeAll(async () => {
  here = await createTestApp({ environment });
  there = await createTestApp({
    database: here.database,
    environment: { ...environment, JWT_SECRET: here.config.secrets.jwt },
  });
  acme = await provisionTestTenant(here);
});
afterEach(async () => {
  for (const pid of frozen) process.kill(pid, 'SIGCONT');
  frozen.clear();
  await waitUntil(async () => [here, there].every((app) => app.get(Signals).areReliable));
});

/** The backend of the connection by which this process listens. */
async function listenerOf(app: TestApp): Promise<number> {
  const { processId } = (app.get(Signals) as unknown as { listener: { processId: number } }).listener;
  const known = `select pid from pg_stat_activity where pid = $1 and application_name = 'fieldpilot signals'`;
  expect(await here.database.query(known, [processId])).toHaveLength(1);
  return processId;
}

const ailments = {
  terminated: async (app: TestApp) =>
    void (await here.database.query('select pg_terminate_backend($1)', [await listenerOf(app)])),
  frozen: async (app: TestApp) => {
    const pid = await listenerOf(app);
    process.kill(pid, 'SIGSTOP');
    frozen.add(pid);
  },
};
type Ailment = keyof typeof ailments;

/** Two clients of one new user, both remembered by their processes. */
async function signedIn(role = 'manager'): Promise<{ id: string; atHere: HttpClient; atThere: HttpClient }> {
  const user = await acme.addUser(role);
  const { accessToken } = await acme.tokens(user);
  const [atHere, atThere] = [here.withToken(accessToken), there.withToken(accessToken)];
  for (const client of [atHere, atThere]) await client.get('/v1/me').expect(200);
  return { id: user.id, atHere, atThere };
}

const statusOf = async (client: HttpClient, path = '/v1/me'): Promise<number> => (await client.get(path)).status;

describe.each<Ailment>(['terminated', 'frozen'])('while the connection on which a process listens is %s', (ailment) => {
  it.each([
    ['at once', async () => undefined],
    ['when that has been noticed', () => waitUntil(async () => !there.get(Signals).areReliable)],
  ])('a session that another process signed out %s is over at the very next request', async (_when, moment) => {
    const { atHere, atThere } = await signedIn();
    await ailments[ailment](there);
    await moment();
    await atThere.get('/v1/me').expect(200);
    await atHere.post('/v1/auth/logout').expect(204);
    expect(await statusOf(atThere)).toBe(401);
  });

  it('a session that this process signed out is over in the others', async () => {
    const { atHere, atThere } = await signedIn();
    await ailments[ailment](there);
    await atHere.get('/v1/me').expect(200);
    await atThere.post('/v1/auth/logout').expect(204);
    expect(await statusOf(atHere)).toBe(401);
  });

  it('a revoked permission and a deactivation take effect', async () => {
    const admin = await acme.as('admin');
    const { id, atThere } = await signedIn();
    await atThere.get('/v1/users').expect(200);
    await ailments[ailment](there);
    await admin.patch(`/v1/users/${id}`).set('If-Match', '"1"').send({ role: 'technician' }).expect(200);
    expect(await statusOf(atThere, '/v1/users')).toBe(403);
    await admin.post(`/v1/users/${id}/deactivate`).set('If-Match', '"2"').expect(200);
    expect(await statusOf(atThere)).toBe(401);
  });

  it('an operator who signed out is out', async () => {
    const credentials = { email: `${ailment}@fieldpilot.example`, password: 'an operator of the platform' };
    await acme.run(() => here.get(IdentityFacade).createOperator(credentials));
    const { body } = await here.anonymous.post('/admin/v1/auth/login').send(credentials).expect(200);
    const [atHere, atThere] = [here, there].map((app) => app.withToken(body.accessToken));
    await atThere!.get('/admin/v1/me').expect(200);
    await ailments[ailment](there);
    await atHere!.post('/admin/v1/auth/logout').expect(204);
    await atThere!.post('/admin/v1/auth/logout').expect(401);
  });

  it('a suspended tenant is closed', async () => {
    const tenant = await provisionTestTenant(here);
    const { accessToken } = await tenant.tokens(tenant.admin);
    const client = there.withToken(accessToken);
    await client.get('/v1/me').expect(200);
    await ailments[ailment](there);
    await client.get('/v1/me').expect(200);
    await tenant.run(() => here.get(TenancyFacade).suspend(tenant.slug, 'unpaid'));
    expect(await statusOf(client)).toBe(403);
  });
});

it('a connection that stays frozen is replaced, and what is remembered counts again', async () => {
  const pid = await listenerOf(there);
  await ailments.frozen(there);
  await waitUntil(async () => !there.get(Signals).areReliable);
  await waitUntil(async () => there.get(Signals).areReliable);
  expect(await listenerOf(there)).not.toBe(pid);
});

it('a process leaves in time although the connection is frozen', async () => {
  const app = await createTestApp({ database: here.database, environment });
  await ailments.frozen(app);
  const start = performance.now();
  await app.close();
  expect(performance.now() - start).toBeLessThan(5_000);
});
