import { randomUUID } from 'node:crypto';
import { IdentityFacade } from '#contexts/identity';
import {
  createTestApp,
  FakeClock,
  provisionTestTenant,
  type TestApp,
  type TestTenant,
  type TestUser,
} from '#libs/testing';

const clock = new FakeClock();
let here: TestApp;
let there: TestApp;
let acme: TestTenant;

// Two processes with one database: attempts that one counts apply to the other.
beforeAll(async () => {
  here = await createTestApp({ clock });
  there = await createTestApp({ clock, database: here.database, environment: { JWT_SECRET: here.config.secrets.jwt } });
  acme = await provisionTestTenant(here);
});
beforeEach(() => here.database.query('delete from public.sign_in_failures'));

interface Try {
  readonly email: string;
  readonly password?: string;
  readonly deviceToken?: string;
  readonly tenant?: string;
}

const login = ({ password = 'not the password', tenant = acme.slug, ...rest }: Try, testApp = here) =>
  testApp.anonymous.post('/v1/auth/login').send({ ...rest, tenant, password });

async function signedIn(user: TestUser): Promise<{ deviceToken: string; refreshToken: string }> {
  return (await login(right(user)).expect(200)).body;
}

/** Unknown devices fail until the account is locked for them. */
async function lockOut(email: string): Promise<void> {
  for (let i = 0; i < 10; i += 1) await login({ email }, i % 2 ? there : here).expect(401);
  await login({ email }).expect(429);
}

/** Fails for many accounts, from the address that this test uses. */
async function closeNetwork(): Promise<void> {
  for (let batch = 0; batch < 10; batch += 1)
    await Promise.all(Array.from({ length: 10 }, () => login({ email: `${randomUUID()}@example.com` }).expect(401)));
  await login({ email: 'yet-another@example.com' }).expect(429);
}

describe('a known device', () => {
  it('gets in though strangers have closed the account, in every process, and they stay out', async () => {
    const user = await acme.addUser('manager');
    const { deviceToken } = await signedIn(user);
    await lockOut(user.email);
    for (const testApp of [here, there]) await login({ ...right(user), deviceToken }, testApp).expect(200);
    await login(right(user)).expect(429);
  });

  it('gets in though a hundred have failed from its address', async () => {
    const [user, colleague] = [await acme.addUser('manager'), await acme.addUser('technician')];
    const [{ deviceToken }, stranger] = [await signedIn(user), await signedIn(colleague)];
    await closeNetwork();
    await login({ ...right(user), deviceToken }).expect(200);
    await login({ ...right(colleague) }).expect(429);
    await login({ ...right(colleague), deviceToken: stranger.deviceToken }).expect(200);
  });

  it('has five failures of its own, exactly, at once and over several processes, which close nobody else out', async () => {
    const user = await acme.addUser('manager');
    const { deviceToken } = await signedIn(user);
    const tries = await Promise.all(
      Array.from({ length: 16 }, (_, i) => login({ email: user.email, deviceToken }, i % 2 ? there : here)),
    );
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(11);
    await login({ ...right(user), deviceToken }).expect(429);
    await login({ ...right(user) }).expect(200);
    clock.advance({ minutes: 15, seconds: 1 });
    await login({ ...right(user), deviceToken }).expect(200);
  });

  it('stays the same device when its token is renewed, so that its failures go on to count', async () => {
    const user = await acme.addUser('manager');
    const first = await signedIn(user);
    const renewed = (await login({ ...right(user), deviceToken: first.deviceToken }).expect(200)).body;
    clock.advance({ days: 170 });
    for (let i = 0; i < 5; i += 1)
      await login({ email: user.email, deviceToken: i % 2 ? renewed.deviceToken : first.deviceToken }).expect(401);
    await login({ ...right(user), deviceToken: renewed.deviceToken }).expect(429);
  });

  it('of an operator is known too', async () => {
    const credentials = { email: 'root@fieldpilot.example', password: 'an operator of the platform' };
    await acme.run(() => here.get(IdentityFacade).createOperator(credentials));
    const operatorLogin = (body: object) => here.anonymous.post('/admin/v1/auth/login').send(body);
    const { deviceToken } = (await operatorLogin(credentials).expect(200)).body;
    for (let i = 0; i < 10; i += 1) await operatorLogin({ ...credentials, password: 'not the password' }).expect(401);
    await operatorLogin(credentials).expect(429);
    await operatorLogin({ ...credentials, deviceToken }).expect(200);
  });
});

describe('a device is a stranger', () => {
  /** With the right password, for an account that is locked for unknown devices. */
  const expectStranger = async (user: TestUser, deviceToken: string): Promise<void> => {
    await lockOut(user.email);
    await login({ ...right(user), deviceToken }).expect(429);
  };

  it('to the account of somebody else, of another tenant, or of an operator', async () => {
    const [user, colleague] = [await acme.addUser('manager'), await acme.addUser('manager')];
    await expectStranger(user, (await signedIn(colleague)).deviceToken);
    const other = await provisionTestTenant(here);
    const twin = { email: user.email, password: 'one of two secrets', role: 'manager' as const };
    await other.run(() => here.get(IdentityFacade).addUser(twin));
    const { body } = await login({ ...right(twin), tenant: other.slug }).expect(200);
    await login({ ...right(user), deviceToken: body.deviceToken }).expect(429);
  });

  it('after 180 days', async () => {
    const user = await acme.addUser('manager');
    const { deviceToken } = await signedIn(user);
    clock.advance({ days: 181 });
    await expectStranger(user, deviceToken);
  });

  it('after what ends the tokens of a user, such as another password or a deactivation', async () => {
    const user = await acme.addUser('manager');
    const { deviceToken } = await signedIn(user);
    const admin = await acme.signIn(acme.admin);
    await admin.post(`/v1/users/${user.id}/deactivate`).set('If-Match', '"1"').expect(200);
    await admin.post(`/v1/users/${user.id}/activate`).set('If-Match', '"2"').expect(200);
    await expectStranger(user, deviceToken);
    clock.advance({ minutes: 15, seconds: 1 });
    // a right password makes it known again
    const { body } = await login({ ...right(user), deviceToken }).expect(200);
    await lockOut(user.email);
    await login({ ...right(user), deviceToken: body.deviceToken }).expect(200);
  });

  it('with a token that is altered, foreign or nonsense, without revealing that', async () => {
    const user = await acme.addUser('manager');
    const { deviceToken } = await signedIn(user);
    const bytes = Buffer.from(deviceToken.slice(5), 'base64url');
    const altered = [0, 20, 40, 50, 60].map((at) => {
      const copy = Buffer.from(bytes);
      copy[at]! ^= 1;
      return `fpdt_${copy.toString('base64url')}`;
    });
    const foreign = await createTestApp({ clock, database: here.database });
    const { body } = await login({ ...right(user) }, foreign).expect(200);
    await foreign.close();
    await lockOut(user.email);
    for (const token of [...altered, body.deviceToken, 'x', 'fpdt_', deviceToken.slice(0, -1)])
      await login({ ...right(user), deviceToken: token }).expect(429);
  });

  it('opens nothing by its token alone', async () => {
    const user = await acme.addUser('manager');
    const { deviceToken } = await signedIn(user);
    await here.withToken(deviceToken).get('/v1/me').expect(401);
    await here.anonymous.post('/v1/auth/refresh').send({ refreshToken: deviceToken }).expect(401);
    await login({ email: user.email, deviceToken }).expect(401);
  });
});

describe('a valid refresh token', () => {
  const refresh = (refreshToken: string, testApp = here) =>
    testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken });
  const unknown = `fprt_${'A'.repeat(64)}`;

  it('is taken though the account and the network are closed', async () => {
    const user = await acme.addUser('manager');
    const { refreshToken } = await signedIn(user);
    await lockOut(user.email);
    await here.database.query('delete from public.sign_in_failures');
    await closeNetwork();
    await refresh(refreshToken).expect(200);
  });

  it('is taken though too many unknown ones came from its address, which are refused and close no sign-in', async () => {
    const user = await acme.addUser('manager');
    const { refreshToken } = await signedIn(user);
    const statuses: number[] = [];
    for (let batch = 0; batch < 11; batch += 1) {
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => refresh(unknown, i % 2 ? there : here)));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(100);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    await refresh(refreshToken).expect(200);
    await signedIn(user);
  });
});

function right({ email, password }: { email: string; password: string }): Try {
  return { email, password };
}
