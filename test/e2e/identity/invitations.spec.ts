import { TenancyFacade } from '#contexts/tenancy';
import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { mailsTo, mailTo, tokenIn } from '../../support/kept-mails.js';

// in the past of every machine: what is due by it is due
const clock = new FakeClock('2025-06-02T08:00:00Z');
let testApp: TestApp;
let second: TestApp;
let acme: TestTenant;
let other: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  const { jwt, cursor, encryption } = testApp.config.secrets;
  const environment = { JWT_SECRET: jwt, CURSOR_SECRET: cursor, ENCRYPTION_KEY: encryption };
  second = await createTestApp({ clock, database: testApp.database, environment });
  [acme, other] = [await provisionTestTenant(testApp), await provisionTestTenant(testApp)];
});
beforeEach(async () => {
  // its own token, as the clock moves
  admin = await acme.signIn(acme.admin);
  await testApp.database.query('delete from public.sign_in_failures');
});

const PASSWORD = 'seven green umbrellas';
let people = 0;
const someone = () => `invited-${(people += 1)}@example.com`;

interface Invitation {
  id: string;
  email: string;
  version: number;
  status: string;
}

async function invite(more: object = {}, client = admin): Promise<Invitation> {
  const body = { email: someone(), role: 'technician', ...more };
  return (await client.post('/v1/invitations').send(body).expect(201)).body as Invitation;
}

const accept = (token: string, more: object = {}, app = testApp) =>
  app.anonymous.post('/v1/auth/accept-invitation').send({ token, password: PASSWORD, ...more });
const mailedToken = async ({ email }: Invitation, count = 1) => tokenIn(await mailTo(testApp, email, count));
const login = (email: string) =>
  testApp.anonymous.post('/v1/auth/login').send({ tenant: acme.slug, email, password: PASSWORD });
const statusOf = async ({ id }: Invitation) => (await admin.get(`/v1/invitations/${id}`).expect(200)).body.status;
const act = (client: HttpClient, { id, version }: Invitation, verb?: 'resend') =>
  (verb ? client.post(`/v1/invitations/${id}/${verb}`) : client.delete(`/v1/invitations/${id}`)).set(
    'If-Match',
    `"${version}"`,
  );

async function limitUsers(users: number | null): Promise<void> {
  const limits = { users, equipment: null, storage_bytes: null, api_calls: null };
  await testApp.get(TenancyFacade).setEntitlements(acme.ref, { planSlug: 'small', limits, features: [] });
}

const usersInUse = async () =>
  Number(
    (await testApp.database.query(`select used from ${acme.ref.schema}.usage_counters where name = 'users'`))[0]![
      'used'
    ],
  );

describe('an invitation', () => {
  it('makes a user with role, teams and names of whoever follows its link', async () => {
    const team = (await admin.post('/v1/teams').send({ name: 'Lifts' }).expect(201)).body as { id: string };
    const gone = (await admin.post('/v1/teams').send({ name: 'Stairs' }).expect(201)).body as { id: string };
    const invitation = await invite({ email: 'Tove.Berg@Example.com', teamIds: [team.id, gone.id] });
    expect(invitation).toMatchObject({ email: 'tove.berg@example.com', status: 'pending', userId: null, version: 1 });
    await admin.patch(`/v1/teams/${gone.id}`).set('If-Match', '"1"').send({ isActive: false }).expect(200);
    const mail = await mailTo(testApp, 'tove.berg@example.com');
    expect(mail.subject).toContain(acme.admin.email);
    expect(mail.text).toContain(`http://${acme.slug}.localhost:0/accept-invitation#token=fpin_`);
    await accept(tokenIn(mail), { firstName: 'Tove', lastName: 'Berg' })
      .expect(204)
      .expect('Cache-Control', 'no-store');
    const { body } = await login('tove.berg@example.com').expect(200);
    const me = (await testApp.withToken(body.accessToken).get('/v1/me').expect(200)).body;
    expect(me).toMatchObject({ role: 'technician', firstName: 'Tove', lastName: 'Berg', isVerified: true });
    const members = (await admin.get(`/v1/teams/${team.id}/members`).expect(200)).body.data;
    expect(members).toMatchObject([{ userId: me.id }]);
    expect((await admin.get(`/v1/teams/${gone.id}/members`).expect(200)).body.data).toEqual([]);
    const after = (await admin.get(`/v1/invitations/${invitation.id}`).expect(200)).body;
    expect(after).toMatchObject({ status: 'accepted', userId: me.id, acceptedAt: clock.now().toISOString() });
  });

  it('is kept without anything that could be followed', async () => {
    const invitation = await invite();
    const token = await mailedToken(invitation);
    const { schema } = acme.ref;
    const stored = await testApp.database.query(
      `select row_to_json(i) from ${schema}.invitations i union all select row_to_json(a) from ${schema}.audit_logs a
       union all select row_to_json(m) from ${schema}.mails m union all select row_to_json(k) from kept_mails k`,
    );
    expect(JSON.stringify(stored)).not.toContain(token);
    const shown = await admin.get('/v1/invitations').expect(200);
    expect(JSON.stringify(shown.body)).not.toMatch(/fpin_|hash/i);
  });

  it('names nobody who made an address of their name', async () => {
    const client = await acme.signIn(acme.admin);
    const { id, version } = (await client.get('/v1/me').expect(200)).body as { id: string; version: number };
    const names = { firstName: 'Win https://evil.example/x', lastName: 'at www.evil.example' };
    await client.patch(`/v1/users/${id}`).set('If-Match', `"${version}"`).send(names).expect(200);
    const mail = await mailTo(testApp, (await invite()).email);
    expect(mail.text).not.toContain('evil');
    expect(mail.subject).toMatch(/^Win at invites you to /);
    const cleared = { firstName: null, lastName: null };
    await client
      .patch(`/v1/users/${id}`)
      .set('If-Match', `"${version + 1}"`)
      .send(cleared)
      .expect(200);
  });

  it.each([
    ['a user', async () => (await acme.addUser('employee')).email, 'user.email_taken'],
    ['an open invitation', async () => (await invite()).email, 'invitation.exists'],
  ])('is refused for an address that has %s', async (_, taken, code) => {
    const email = (await taken()).toUpperCase();
    const { body } = await admin.post('/v1/invitations').send({ email, role: 'technician' }).expect(409);
    expect(body).toMatchObject({ code, existingId: expect.any(String), errors: [{ pointer: '/email' }] });
  });

  it('is refused for a team that there is not, is inactive, or another account’s', async () => {
    const theirs = await other.signIn(other.admin);
    const foreign = (await theirs.post('/v1/teams').send({ name: 'Theirs' }).expect(201)).body as { id: string };
    for (const id of [foreign.id, '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b999']) {
      const body = { email: someone(), role: 'technician', teamIds: [id] };
      const refused = await admin.post('/v1/invitations').send(body).expect(422);
      expect(refused.body).toMatchObject({ code: 'team.unknown', errors: [{ pointer: '/teamIds/0' }] });
    }
  });

  it('goes to no role with more rights than one’s own, is not sent again nor taken back by those with less', async () => {
    const inviter = await acme.addUser('manager');
    const granted = { granted: ['users:invite'] };
    await admin.put(`/v1/users/${inviter.id}/permissions`).set('If-Match', '"1"').send(granted).expect(200);
    const client = await acme.signIn(inviter);
    await invite({ role: 'manager' }, client);
    const refused = await client.post('/v1/invitations').send({ email: someone(), role: 'admin' }).expect(403);
    expect(refused.body).toMatchObject({
      code: 'user.beyond_own_rights',
      missing: expect.arrayContaining(['users:create']),
    });
    const toAdmin = await invite({ role: 'admin' });
    expect((await act(client, toAdmin, 'resend').expect(403)).body.code).toBe('user.beyond_own_rights');
    expect((await act(client, toAdmin).expect(403)).body.code).toBe('user.beyond_own_rights');
  });
});

describe('its link', () => {
  const expectInvalid = async (token: string) =>
    expect((await accept(token).expect(401)).body.code).toBe('invitation.invalid_token');

  it('works once, though it is used several times at once in two processes', async () => {
    const invitation = await invite();
    const token = await mailedToken(invitation);
    const tries = Array.from({ length: 8 }, (_, at) => accept(token, {}, at % 2 ? testApp : second));
    const statuses = (await Promise.all(tries)).map(({ status }) => status).filter((status) => status !== 503);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status !== 204 && status !== 401)).toEqual([]);
    const { data } = (await admin.get(`/v1/users?q=${invitation.email.split('@')[0]}`).expect(200)).body;
    expect(data).toHaveLength(1);
  });

  it('is worthless after seven days, until it is sent again', async () => {
    const invitation = await invite();
    const token = await mailedToken(invitation);
    clock.advance({ days: 6, hours: 23 });
    admin = await acme.signIn(acme.admin);
    expect(await statusOf(invitation)).toBe('pending');
    clock.advance({ hours: 1 });
    admin = await acme.signIn(acme.admin);
    expect(await statusOf(invitation)).toBe('expired');
    await expectInvalid(token);
    const again = (await act(admin, invitation, 'resend').expect(200)).body as Invitation;
    expect(again).toMatchObject({ status: 'pending', version: 2 });
    await expectInvalid(token);
    await accept(await mailedToken(invitation, 2)).expect(204);
    expect((await act(admin, { ...again, version: 3 }, 'resend').expect(409)).body.code).toBe('invitation.accepted');
    expect((await act(admin, { ...again, version: 3 }).expect(409)).body.code).toBe('invitation.accepted');
  });

  it('is worthless once the invitation was taken back; the address can be invited anew', async () => {
    const invitation = await invite();
    const token = await mailedToken(invitation);
    await act(admin, { ...invitation, version: 9 }).expect(412);
    await act(admin, invitation).expect(204);
    await expectInvalid(token);
    await admin.get(`/v1/invitations/${invitation.id}`).expect(404);
    await invite({ email: invitation.email });
    await accept(await mailedToken(invitation, 2)).expect(204);
  });

  it('stays as it was when the password is refused', async () => {
    const token = await mailedToken(await invite());
    expect((await accept(token, { password: 'password123' }).expect(422)).body.code).toBe('password.too_common');
    const own = { password: 'Tove-Berg-2026', firstName: 'Tove', lastName: 'Berg' };
    expect((await accept(token, own).expect(422)).body.code).toBe('password.too_personal');
    await accept(token).expect(204);
  });

  it('opens nothing elsewhere: in no other account, at no other host', async () => {
    const token = await mailedToken(await invite());
    await expectInvalid(`fpin_${Buffer.alloc(48, 7).toString('base64url')}`);
    const swapped = Buffer.from(token.slice('fpin_'.length), 'base64url');
    swapped.write(other.ref.id.replaceAll('-', ''), 0, 'hex');
    await expectInvalid(`fpin_${swapped.toString('base64url')}`);
    expect((await accept(token).set('Host', `${other.slug}.localhost`).expect(401)).body.code).toBe(
      'invitation.invalid_token',
    );
    const reset = testApp.anonymous.post('/v1/auth/reset-password');
    await reset.send({ token: token.replace('fpin_', 'fppr_'), password: PASSWORD }).expect(401);
    await accept(token).expect(204);
  });

  it('takes nobody’s address who became a user meanwhile', async () => {
    const invitation = await invite();
    const token = await mailedToken(invitation);
    const user = { email: invitation.email, password: PASSWORD, role: 'employee' };
    await admin.post('/v1/users').send(user).expect(201);
    const before = await usersInUse();
    expect((await accept(token).expect(409)).body.code).toBe('user.email_taken');
    expect(await usersInUse()).toBe(before);
  });

  it('is guessed a hundred times from a network at most', async () => {
    const valid = await mailedToken(await invite());
    const statuses: number[] = [];
    for (let at = 0; at < 104; at += 4) {
      const four = [1, 2, 3, 4].map(() => accept(`fpin_${Buffer.alloc(48, at).toString('base64url')}`));
      statuses.push(...(await Promise.all(four)).map(({ status }) => status));
    }
    expect([401, 429].map((wanted) => statuses.filter((status) => status === wanted).length)).toEqual([100, 4]);
    await accept(valid).expect(204);
  });
});

describe('the users of the plan', () => {
  it('are counted exactly, however many accept at once; whoever finds no place accepts later', async () => {
    const invited = [];
    for (let n = 0; n < 6; n += 1) invited.push(await invite());
    const tokens = [];
    for (const each of invited) tokens.push(await mailedToken(each));
    await limitUsers((await usersInUse()) + 2);
    const statuses = (await Promise.all(tokens.map((token, at) => accept(token, {}, at % 2 ? testApp : second)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 204)).toHaveLength(2);
    expect(statuses.filter((status) => status === 402)).toHaveLength(4);
    const [row] = await testApp.database.query(
      `select count(*)::int as n from ${acme.ref.schema}.users where is_active`,
    );
    expect(await usersInUse()).toBe(row!['n']);
    const { body } = await admin.post('/v1/invitations').send({ email: someone(), role: 'technician' }).expect(402);
    expect(body).toMatchObject({ code: 'plan.limit_reached', limit: 'users' });
    await limitUsers(null);
    await accept(tokens[statuses.indexOf(402)]!).expect(204);
  });
});

it('nobody else sees the invitations of an account', async () => {
  const invitation = await invite();
  const theirs = await other.signIn(other.admin);
  await theirs.get(`/v1/invitations/${invitation.id}`).expect(404);
  await act(theirs, invitation, 'resend').expect(404);
  await act(theirs, invitation).expect(404);
  expect(await mailsTo(testApp, invitation.email)).toHaveLength(1);
  const manager = await acme.signIn(await acme.addUser('manager'));
  await manager.get('/v1/invitations').expect(403);
});
