import { TenancyFacade } from '#contexts/tenancy';
import { defineMail, Mailer } from '#libs/mail';
import { createTestApp, provisionTestTenant, waitUntil, type TestApp, type TestTenant } from '#libs/testing';
import { addOperator } from '../contract/api/stage.js';
import { mailTo } from '../../support/kept-mails.js';
import { MailSender } from '../../../libs/mail/sender/mail-sender.js';

const greeting = defineMail<{ name: string }>('test.greeting', {
  en: ({ name }, account) => ({
    subject: `Hello ${name}`,
    paragraphs: [`This is about ${account}.`],
    action: { label: 'Look', path: '/look#at=this' },
  }),
  de: ({ name }, account) => ({ subject: `Hallo ${name}`, paragraphs: [`Es geht um ${account}.`] }),
});

const development = { NODE_ENV: 'development', LOG_LEVEL: 'warn', RATE_LIMITS: 'off', MAIL_FROM: 'cmms@example.com' };

let testApp: TestApp;
let tenant: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp({ environment: development });
  tenant = await provisionTestTenant(testApp);
});

const get = (path: string) => testApp.anonymous.get(path);

/** Sends one, and returns its page. */
async function shown(name: string, locale?: string): Promise<string> {
  await tenant.run(() => testApp.get(Mailer).queue(greeting, { to: 'ann@example.com', locale, data: { name } }));
  let path: string | undefined;
  await waitUntil(async () => {
    const { text } = await get('/mail').expect(200);
    path = new RegExp(`<a href="(/mail/[\\w-]{36})">(?:Hello|Hallo) ${name}</a>`).exec(text)?.[1];
    return path !== undefined;
  });
  return path!;
}

async function settings(changes: object): Promise<void> {
  const admin = await tenant.as('admin');
  const { headers } = await admin.get('/v1/tenant').expect(200);
  await admin
    .patch('/v1/tenant')
    .set('If-Match', headers['etag'] ?? '')
    .send({ settings: changes })
    .expect(200);
}

describe('/mail in development', () => {
  it('shows mails that were kept, as text and as HTML, with links to follow', async () => {
    const path = await shown('Ann');
    const { text, headers } = await get(path).expect(200);
    const link = `http://${tenant.slug}.localhost:0/look#at=this`;
    expect(text).toContain(`<a href="${link}">${link}</a>`);
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    const html = await get(`${path}/html`).expect(200);
    expect(html.headers['content-security-policy']).toMatch(/^sandbox [^;]*; default-src 'none'/);
    expect(html.text).toContain(`<a href="${link}"`);
  });

  it.each([
    ['a name that leads here', { Host: 'evil.example.com' }],
    ['a proxy', { 'X-Forwarded-For': '203.0.113.7' }],
  ])('shows nothing to whoever comes by %s', async (_, headers) => {
    const path = await shown('Bob');
    for (const each of ['/mail', path, `${path}/html`]) await get(each).set(headers).expect(404);
  });

  it('answers 404 for a mail that there is not', async () => {
    for (const path of ['/mail/nothing', '/mail/01980a5e-7b1c-7cc0-8f6e-2a64f0d3b999', '/mail/x/html'])
      await get(path).expect(404);
  });

  it('is not there in other environments, nor where mails are sent', async () => {
    const { database } = testApp;
    for (const environment of [{}, { ...development, SMTP_URL: 'smtp://127.0.0.1:9' }]) {
      const other = await createTestApp({ database, environment: { ...environment, ROLE: 'api' } });
      await other.anonymous.get('/mail').expect(404);
      await other.close();
    }
  });
});

describe('the brand of an account', () => {
  it('is that of its settings where the plan has white_label, else the one of the product', async () => {
    await settings({ locale: 'de-CH', branding: { primaryColor: '#123456', logoUrl: 'https://example.com/l.png' } });
    const own = (await get(`${await shown('Own')}/html`)).text;
    expect(own).toContain('<img src="https://example.com/l.png"');
    expect(own).toContain('<html lang="de">');
    const plan = {
      planSlug: 'small',
      limits: { users: 9, equipment: 9, storage_bytes: 9, api_calls: null },
      features: [],
    };
    await testApp.get(TenancyFacade).setEntitlements(tenant.ref, plan);
    // a run that goes on sends all of its mails with the brand that it began with
    await testApp.get(MailSender).idle();
    const path = await shown('Product', 'en');
    const { text: html } = await get(`${path}/html`);
    expect(html).not.toMatch(/example\.com\/l\.png|#123456/);
    expect(html).toContain('FieldPilot sent this mail automatically for ');
    expect((await get(path)).text).toContain('From FieldPilot to ann@example.com');
  });
});

it('a file that was attached is saved from /mail, and never shown there', async () => {
  const content = Buffer.from('<script>1</script>').toString('base64');
  const attachment = { fileName: 'order "7".html', contentType: 'text/html', content };
  await tenant.run(() =>
    testApp.get(Mailer).queue(greeting, { to: 'bea@example.com', data: { name: 'Bea' }, attachment }),
  );
  const { id } = await mailTo(testApp, 'bea@example.com');
  expect((await get(`/mail/${id}`).expect(200)).text).toContain(`<a href="/mail/${id}/attachment">`);
  const { headers, body } = await get(`/mail/${id}/attachment`).expect(200);
  expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
  expect(headers['content-disposition']).toMatch(/^attachment;/);
  expect((body as Buffer).toString()).toBe('<script>1</script>');
});

it('operators see of a kept mail to whom it was, and not what it says', async () => {
  await shown('Cleo');
  const account = await addOperator(tenant, 'support');
  const { body } = await testApp.anonymous.post('/admin/v1/auth/login').send(account).expect(200);
  const operator = testApp.withToken(body.accessToken as string);
  const list = await operator.get(`/admin/v1/mail?tenantId=${tenant.ref.id}&recipient=ANN@example.com`).expect(200);
  const [mail] = list.body.data;
  const about = { template: 'test.greeting', recipient: 'ann@example.com', tenantSlug: tenant.slug };
  expect(mail).toEqual({ ...about, id: mail.id, tenantId: tenant.ref.id, createdAt: expect.any(String) });
  expect((await operator.get(`/admin/v1/mail/${mail.id}`).expect(200)).body).toEqual(mail);
  expect((await operator.get('/admin/v1/mail?recipient=nobody@example.com').expect(200)).body.data).toEqual([]);
  await (await tenant.as('admin')).get('/admin/v1/mail').expect(401);
});
