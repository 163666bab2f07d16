import { hash } from '@node-rs/argon2';
import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';

let testApp: TestApp;
let acme: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
});

const table = () => `"${acme.ref.schema}".users`;
const stored = async (email: string) => {
  const rows = await testApp.database.query(
    `select password_hash, version, last_login_at from ${table()} where email = $1`,
    [email],
  );
  return rows[0]!;
};

describe('a password hash', () => {
  it('made with weaker parameters is renewed at the next sign-in, and the user is no other version for it', async () => {
    const { email, password } = acme.admin;
    const weak = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await testApp.database.query(`update ${table()} set password_hash = $1 where email = $2`, [weak, email]);
    await acme.tokens(acme.admin);
    const renewed = await stored(email);
    expect(renewed).toMatchObject({ password_hash: expect.stringContaining('m=19456,t=2,p=1'), version: 1 });
    expect(renewed['last_login_at']).not.toBeNull();
    await acme.tokens(acme.admin);
    expect((await stored(email))['password_hash']).toBe(renewed['password_hash']);
  });

  it('that is none lets nobody in', async () => {
    const { email, password } = await acme.addUser('employee');
    await testApp.database.query(`update ${table()} set password_hash = 'invited' where email = $1`, [email]);
    const login = (body: object) => testApp.anonymous.post('/v1/auth/login').send(body);
    for (const guess of [password, 'invited-invited'])
      await login({ tenant: acme.slug, email, password: guess }).expect(401);
    expect((await stored(email))['password_hash']).toBe('invited');
  });
});

describe('many sign-ins at once', () => {
  it('are served or refused with Retry-After, and do not count as failed attempts', async () => {
    const user = await acme.addUser('manager');
    const body = { tenant: acme.slug, email: user.email, password: user.password };
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => testApp.anonymous.post('/v1/auth/login').send(body)),
    );
    for (const { status, headers } of answers) {
      expect([200, 503]).toContain(status);
      if (status === 503) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    await acme.tokens(user);
  });
});
