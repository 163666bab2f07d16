import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { mailTo } from '../../support/kept-mails.js';
import { aPng } from '../../support/uploaded-files.js';
import { formOf } from '../contract/api/file-form.js';

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

describe('the own picture', () => {
  const upload = async (client: HttpClient, content: Buffer | string = '', name = 'me.png') => {
    const { type, bytes } = formOf({
      name,
      content: content || (await aPng()),
      type: name.endsWith('png') ? 'image/png' : 'text/plain',
    });
    return (await client.post('/v1/uploads').set('Content-Type', type).send(bytes).expect(201)).body.id as string;
  };
  /** Without the key, which changes every five minutes. */
  const fileOf = ({ avatarUrl }: { avatarUrl: string }) => avatarUrl.split('?')[0]!;
  const picture = (path: string) =>
    testApp.anonymous
      .get(path)
      .expect(200)
      .expect('Content-Type', /^image\//);

  it('is an image that was uploaded, shown to whoever sees the user; another or none takes its place', async () => {
    const client = await acme.signIn(await acme.addUser('technician'));
    const { body: me } = await change(client, { avatarUploadId: await upload(client) }).expect(200);
    await picture(me.avatarUrl);
    const admin = await acme.as('admin');
    expect((await admin.get(`/v1/users/${me.id}`)).body.avatarUrl).toContain(fileOf(me));
    expect((await admin.get(`/v1/users?q=${me.email}`)).body.data).toMatchObject([
      { avatarUrl: expect.stringContaining(fileOf(me)) },
    ]);

    const { body: other } = await change(client, { avatarUploadId: await upload(client) }, 2).expect(200);
    await picture(other.avatarUrl);
    await testApp.anonymous.get(me.avatarUrl).expect(404);
    expect((await change(client, { avatarUploadId: null }, 3).expect(200)).body.avatarUrl).toBeNull();
    await testApp.anonymous.get(other.avatarUrl).expect(404);
  });

  it('is taken away by an administrator who sets none', async () => {
    const client = await acme.signIn(await acme.addUser('employee'));
    const { body: me } = await change(client, { avatarUploadId: await upload(client) }).expect(200);
    const admin = await acme.as('admin');
    const { body } = await admin
      .patch(`/v1/users/${me.id}`)
      .set('If-Match', '"2"')
      .send({ avatarUrl: null })
      .expect(200);
    expect([body.avatarUrl, (await read(client)).avatarUrl]).toEqual([null, null]);
    await testApp.anonymous.get(me.avatarUrl).expect(404);
  });

  it('is none of another, no text, and not of two at once; nothing changes then', async () => {
    const client = await acme.signIn(await acme.addUser('employee'));
    const foreign = await upload(await acme.as('admin'));
    const text = await upload(client, 'no image', 'me.txt');
    const used = await upload(client);
    await change(client, { avatarUploadId: used }).expect(200);
    const before = await read(client);
    for (const [avatarUploadId, status, code] of [
      [foreign, 422, 'upload.unknown'],
      ['01980a5e-7b1c-7cc0-8f6e-2a64f0d3e000', 422, 'upload.unknown'],
      [text, 422, 'upload.not_an_image'],
    ]) {
      const { body } = await change(client, { avatarUploadId, phone: '1' }, 2).expect(status as number);
      expect(body).toMatchObject({ code, errors: [{ pointer: '/avatarUploadId' }] });
    }
    expect(await read(client)).toMatchObject({ phone: before.phone, version: 2 });
    const { body } = await change(client, { avatarUploadId: used, phone: '+49 40 1' }, 2).expect(200);
    expect(body).toMatchObject({ phone: '+49 40 1', avatarUrl: expect.stringContaining(fileOf(before)) });
    const uploads = [await upload(client), await upload(client), await upload(client)];
    const answers = await Promise.all(uploads.map((id) => change(client, { avatarUploadId: id }, 3)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });
});
