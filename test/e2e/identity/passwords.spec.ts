import { hash } from '@node-rs/argon2';
import { IdentityFacade } from '#contexts/identity';
import { runAsSystem } from '#libs/request-context';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { provisionTenant } from '../../../src/boot/provision-tenant.js';

let testApp: TestApp;
let acme: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
});

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'taken',
    ({ code }) => code as unknown,
  );

let rosalinde: Promise<HttpClient> | undefined;

async function signInRosalinde(): Promise<HttpClient> {
  const client = await acme.signIn(await acme.addUser('employee'));
  await client.patch('/v1/me').set('If-Match', '"1"').send({ firstName: 'Rosalinde' }).expect(200);
  return client;
}

/** Wherever a password is set. */
const waysToSet: [string, (password: string) => Promise<unknown>][] = [
  [
    'adds a user',
    async (password) => {
      const user = { email: 'rosa@example.com', password, role: 'employee', firstName: 'Rosalinde' };
      const { body } = await (await acme.as('admin')).post('/v1/users').send(user).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/password' }]);
      return body.code;
    },
  ],
  [
    'changes their own',
    async (newPassword) => {
      const client = await (rosalinde ??= signInRosalinde());
      const body = { currentPassword: acme.admin.password, newPassword };
      const answer = await client.post('/v1/me/change-password').send(body).expect(422);
      expect(answer.body.errors).toMatchObject([{ pointer: '/newPassword' }]);
      return answer.body.code;
    },
  ],
  [
    'makes a tenant with its first administrator',
    (password) => {
      const tenant = { slug: 'rosalinde', name: 'Rosalinde Lifts' };
      return codeOf(runAsSystem('test', () => provisionTenant(testApp.app, tenant, { password })));
    },
  ],
  [
    'makes an operator',
    (password) => {
      const operator = { email: 'rosalinde@example.com', password };
      return codeOf(acme.run(() => testApp.get(IdentityFacade).createOperator(operator)));
    },
  ],
  [
    'writes the users of the demo',
    (password) => codeOf(testApp.get(IdentityFacade).hashPassword(password, ['rosalinde@example.com'])),
  ],
];

describe.each(waysToSet)('whoever %s', (_, set) => {
  it.each([
    ...['ｐａｓｓｗｏｒｄ１２３', 'password123', 'passwordpassword', '1234567890a', 'P@$$w0rd123', 'letmeinplease'],
    ...['abcabcabcabc', 'Ｌｅｔｍｅｉｎｐｌｅａｓｅ'],
  ])('cannot set %p', async (password) => expect(await set(password)).toBe('password.too_common'));

  it.each(['Rosalinde2026!', 'ｒｏｓａｌｉｎｄｅ１', 'r0s4l1nd3!!'])(
    'cannot set %p, made of a name that is known',
    async (password) => expect(await set(password)).toBe('password.too_personal'),
  );
});

it('a password that was set before goes on to open, in whichever form a keyboard writes it', async () => {
  const { email } = await acme.addUser('employee');
  const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
  const table = `"${acme.ref.schema}".users`;
  const stored = await hash('password123', cost);
  await testApp.database.query(`update ${table} set password_hash = $1 where email = $2`, [stored, email]);
  for (const password of ['password123', 'ｐａｓｓｗｏｒｄ１２３'])
    expect(await acme.tokens({ email, password })).toMatchObject({ expiresIn: 900 });
});
