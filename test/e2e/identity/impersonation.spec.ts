import { IdentityFacade, OperatorsFacade } from '#contexts/identity';
import { runAsSystem } from '#libs/request-context';
import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type Credentials,
  type HttpClient,
  type TestApp,
  type TestTenant,
  type TestUser,
} from '#libs/testing';
import { addOperator } from '../contract/api/stage.js';

const clock = new FakeClock();
let here: TestApp;
let there: TestApp;
let acme: TestTenant;
let user: TestUser;
let credentials: Credentials;
let operator: HttpClient;
let operatorId: string;

// Two processes with one database.
beforeAll(async () => {
  here = await createTestApp({ clock });
  const { jwt, cursor, encryption } = here.config.secrets;
  const environment = { JWT_SECRET: jwt, CURSOR_SECRET: cursor, ENCRYPTION_KEY: encryption };
  there = await createTestApp({ clock, database: here.database, environment });
});
beforeEach(async () => {
  acme = await provisionTestTenant(here);
  user = await acme.addUser('admin');
  credentials = await addOperator(acme);
  operator = await signIn(credentials);
  operatorId = (await operator.get('/admin/v1/me').expect(200)).body.id as string;
});

async function signIn(body: Credentials): Promise<HttpClient> {
  const answer = await here.anonymous.post('/admin/v1/auth/login').send(body).expect(200);
  return here.withToken(answer.body.accessToken as string);
}

const begin = (more: object = {}, client = operator, tenant = acme) =>
  client
    .post(`/admin/v1/tenants/${tenant.ref.id}/impersonations`)
    .send({ userId: user.id, reason: 'Ticket 4711: an empty list', ...more });

interface Begun {
  readonly id: string;
  readonly accessToken: string;
}

const begun = async (more: object = {}): Promise<Begun> => (await begin(more).expect(200)).body as Begun;

async function expectOver({ accessToken }: Begun): Promise<void> {
  for (const testApp of [here, there]) await testApp.withToken(accessToken).get('/v1/me').expect(401);
}

describe('an operator who acts as a user', () => {
  it('sees what the user sees, and every answer says who really asks, refusals too', async () => {
    const { accessToken } = await begun();
    const claims = JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString('utf8')) as object;
    expect(claims).toMatchObject({ sub: user.id, act: { sub: operatorId } });
    for (const testApp of [here, there]) {
      const acting = testApp.withToken(accessToken);
      const me = await acting.get('/v1/me').expect(200).expect('X-Impersonated-By', operatorId);
      expect(me.body).toMatchObject({ id: user.id, email: user.email });
      await acting.get('/v1/work-orders').expect(200).expect('X-Impersonated-By', operatorId);
      await acting.get('/v1/facilities/no-such-id').expect(404).expect('X-Impersonated-By', operatorId);
      await acting.post('/v1/facilities').send({}).expect(403).expect('X-Impersonated-By', operatorId);
    }
    const own = await (await acme.signIn(user)).get('/v1/me').expect(200);
    expect(own.headers).not.toHaveProperty('x-impersonated-by');
    await here.withToken(accessToken).get('/admin/v1/me').expect(401);
  });

  it('changes nothing unless that was asked for', async () => {
    const reading = here.withToken((await begun()).accessToken);
    const { body } = await reading.post('/v1/facilities').send({ name: 'Depot' }).expect(403);
    expect(body.code).toBe('auth.not_while_impersonating');
    const changing = here.withToken((await begun({ allowsChanges: true })).accessToken);
    await changing.post('/v1/facilities').send({ name: 'Depot' }).expect(201);
  });

  it('never changes how anybody signs in: passwords, second factors, addresses, keys, invitations', async () => {
    const acting = here.withToken((await begun({ allowsChanges: true })).accessToken);
    const colleague = await acme.addUser('technician');
    const calls: [string, object | undefined][] = [
      ['/v1/me/two-factor/enrol', undefined],
      ['/v1/me/two-factor/confirm', { code: '123456' }],
      ['/v1/me/two-factor/disable', { code: '123456' }],
      ['/v1/me/two-factor/backup-codes', undefined],
      ['/v1/api-keys', { name: 'Back door', scopes: ['work_orders:read'] }],
      ['/v1/users', { email: 'new@example.com', password: 'blue-kettle-on-the-roof', role: 'admin' }],
      [`/v1/users/${colleague.id}/reset-password`, undefined],
      [`/v1/users/${colleague.id}/reset-two-factor`, undefined],
      [`/v1/users/${colleague.id}/deactivate`, undefined],
      ['/v1/invitations', { email: 'new@example.com', role: 'admin' }],
    ];
    for (const [path, body] of calls) {
      const { status } = await acting.post(path).set('If-Match', '"1"').send(body);
      expect([path, status]).toEqual([path, 403]);
    }
    const email = { email: 'operator@example.com' };
    await acting.patch(`/v1/users/${user.id}`).set('If-Match', '"1"').send(email).expect(403);
    await acting.put(`/v1/users/${user.id}/permissions`).set('If-Match', '"1"').send({ granted: [] }).expect(403);
    const settings = { twoFactorRequiredFor: [], impersonationAllowed: true };
    await acting.patch('/v1/tenant').set('If-Match', '"1"').send({ settings }).expect(403);
    const further = here.withToken((await begun()).accessToken);
    await begin({}, further).expect(401);
    const { body } = await here.anonymous.post('/v1/auth/refresh').send({ refreshToken: 'none' });
    expect(body.code).toBe('auth.invalid_refresh_token');
  });

  it('is named beside the user in the logs of both sides', async () => {
    const { id, accessToken } = await begun({ allowsChanges: true });
    await here.withToken(accessToken).post('/v1/facilities').send({ name: 'Depot' }).expect(201);
    await operator.post(`/admin/v1/impersonations/${id}/end`).send({ reason: 'Found it' }).expect(204);
    const admin = await acme.signIn(acme.admin);
    const { body } = await admin.get('/v1/audit-logs?sort=-createdAt&limit=20').expect(200);
    const entries = body.data as Record<string, unknown>[];
    const act = entries.find(({ resourceType }) => resourceType === 'facility');
    expect(act).toMatchObject({ userId: user.id, actorKind: 'operator', actorId: operatorId });
    const began = entries.find(({ action }) => action === 'begin_impersonation');
    expect(began).toMatchObject({ resourceId: user.id, actorKind: 'operator', actorId: operatorId });
    expect(JSON.stringify(began)).toContain('Ticket 4711');
    expect(entries.some(({ action }) => action === 'end_impersonation')).toBe(true);
    const log = await operator.get(`/admin/v1/audit-logs?tenantId=${acme.ref.id}&sort=-createdAt`).expect(200);
    const ofPlatform = log.body.data as { action: string; reason: string; operatorId: string }[];
    for (const [action, reason] of [
      ['begin_impersonation', 'Ticket 4711: an empty list'],
      ['end_impersonation', 'Found it'],
    ])
      expect(ofPlatform.find((entry) => entry.action === action)).toMatchObject({ reason, operatorId });
  });

  it('is not among the devices of the user', async () => {
    const client = await acme.signIn(user);
    await begun();
    const { body } = await client.get('/v1/me/sessions').expect(200);
    expect(body.data).toHaveLength(1);
  });
});

describe('an impersonation is over', () => {
  it('when its time is, an hour at most', async () => {
    expect((await begin({ minutes: 61 }).expect(422)).body.errors).toMatchObject([{ pointer: '/minutes' }]);
    const impersonation = await begun({ minutes: 60 });
    clock.advance({ minutes: 59 });
    await here.withToken(impersonation.accessToken).get('/v1/me').expect(200);
    clock.advance({ minutes: 1 });
    await expectOver(impersonation);
  });

  it('when an operator ends it, which is possible once', async () => {
    const impersonation = await begun();
    await there.withToken(impersonation.accessToken).get('/v1/me').expect(200);
    const end = () => operator.post(`/admin/v1/impersonations/${impersonation.id}/end`).send({ reason: 'Found it' });
    await end().expect(204);
    await expectOver(impersonation);
    await end().expect(404);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['is deactivated', () => here.get(OperatorsFacade).deactivate(credentials.email)],
    ['may only read by now', () => here.get(IdentityFacade).changeRoleOfOperator(credentials.email, 'support')],
    ['has another password', () => here.get(OperatorsFacade).resetPassword(credentials.email, 'seven green umbrellas')],
  ])('when the operator %s', async (_, change) => {
    const impersonation = await begun();
    for (const testApp of [here, there]) await testApp.withToken(impersonation.accessToken).get('/v1/me').expect(200);
    await runAsSystem('test', change);
    await expectOver(impersonation);
  });

  it('when the account forbids it, which keeps others from beginning', async () => {
    const impersonation = await begun();
    const admin = await acme.signIn(acme.admin);
    const { headers } = await admin.get('/v1/tenant').expect(200);
    const settings = { impersonationAllowed: false };
    await admin
      .patch('/v1/tenant')
      .set('If-Match', headers['etag'] as string)
      .send({ settings })
      .expect(200);
    await expectOver(impersonation);
    expect((await begin().expect(403)).body.code).toBe('impersonation.forbidden');
  });

  it('when the user is deactivated', async () => {
    const impersonation = await begun();
    const admin = await acme.signIn(acme.admin);
    await admin.post(`/v1/users/${user.id}/deactivate`).set('If-Match', '"1"').expect(200);
    await expectOver(impersonation);
  });
});

describe('to begin one', () => {
  it('takes an admin, a reason, a fresh sign-in, and an active user of that very tenant', async () => {
    const support = await signIn(await addOperator(acme, 'support'));
    await begin({}, support).expect(403);
    await begin({ reason: undefined }).expect(422);
    const other = await provisionTestTenant(here);
    await begin({}, operator, other).expect(404);
    await begin({ userId: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b999' }).expect(404);
    const answer = await here.anonymous.post('/admin/v1/auth/login').send(credentials).expect(200);
    clock.advance({ minutes: 14 });
    const { refreshToken } = answer.body as { refreshToken: string };
    const refreshed = await here.anonymous.post('/admin/v1/auth/refresh').send({ refreshToken }).expect(200);
    clock.advance({ minutes: 2 });
    const stale = here.withToken(refreshed.body.accessToken as string);
    expect((await begin({}, stale).expect(403)).body.code).toBe('auth.fresh_sign_in_needed');
  });
});
