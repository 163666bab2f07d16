import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { mailTo } from '../../support/kept-mails.js';

let testApp: TestApp;
let acme: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
});

const read = async (client: HttpClient) => (await client.get('/v1/me').expect(200)).body;
const change = (client: HttpClient, body: object, version = 1) =>
  client.patch('/v1/me').set('If-Match', `"${version}"`).send(body);

it.each(['admin', 'manager', 'employee', 'technician', 'customer'])('a %s changes the own profile', async (role) => {
  const client = await acme.signIn(await acme.addUser(role));
  const profile = {
    firstName: 'Runa',
    lastName: 'Dahl',
    phone: '+47 22 00 00 01',
    locale: 'de-AT',
    timezone: 'Europe/Oslo',
  };
  const { body } = await change(client, profile).expect(200);
  expect(body).toMatchObject({ ...profile, role, version: 2 });
  expect(await read(client)).toEqual(body);
  const cleared = { phone: null, locale: null, timezone: null };
  expect((await change(client, cleared, 2).expect(200)).body).toMatchObject({
    ...cleared,
    firstName: 'Runa',
    version: 3,
  });
});

it.each([
  ['role', { role: 'admin' }],
  ['employeeId', { employeeId: 'X-1' }],
  ['email', { email: 'somebody.else@example.com' }],
  ['isVerified', { isVerified: true }],
  ['isActive', { isActive: false }],
  ['permissions', { permissions: ['users:update'] }],
  ['password', { password: 'seven green umbrellas' }],
])('what others decide, such as %s, is no part of it', async (field, body) => {
  const client = await acme.as('technician');
  const before = await read(client);
  const refused = await change(client, { firstName: 'Runa', ...body }, before.version).expect(400);
  expect(refused.body.errors).toMatchObject([{ pointer: `/${field}` }]);
  expect(await read(client)).toEqual(before);
});

it.each([
  ['locale', 'xx-unknown'],
  ['timezone', 'Europe/Nowhere'],
  ['firstName', 'x'.repeat(101)],
])('a %s that cannot be is named', async (field, value) => {
  const client = await acme.as('employee');
  const { version } = await read(client);
  const { body } = await change(client, { [field]: value }, version).expect(422);
  expect(body.errors).toMatchObject([{ pointer: `/${field}` }]);
});

it('is changed only by who has seen the newest version, and by no API key', async () => {
  const client = await acme.as('manager');
  await client.patch('/v1/me').send({ firstName: 'Blind' }).expect(428);
  await change(client, { firstName: 'Late' }, 99).expect(412);
  const { version } = await read(await acme.as('admin'));
  const key = await (await acme.as('admin')).post('/v1/api-keys').send({ name: 'Program', scopes: ['users:update'] });
  const { body } = await change(testApp.withToken(key.body.key as string), { firstName: 'Program' }, version).expect(
    403,
  );
  expect(body.code).toBe('auth.api_key_not_accepted');
});

it('the language is that of mails to the user, whatever the account speaks', async () => {
  const user = await acme.addUser('employee');
  await change(await acme.signIn(user), { locale: 'de-AT' }).expect(200);
  await testApp.anonymous.post('/v1/auth/forgot-password').send({ tenant: acme.slug, email: user.email }).expect(204);
  expect((await mailTo(testApp, user.email)).subject).toMatch(/^Neues Passwort/);
});
