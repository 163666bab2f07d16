import { TenancyFacade } from '#contexts/tenancy';
import { createTestApp, provisionTestTenant, sentStatements, type TestApp, type TestTenant } from '#libs/testing';
import { aSignUp } from '../../builders/identity/sign-up.builder.js';

let testApp: TestApp;
let open: TestTenant;
let closed: TestTenant;
let atDomain: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp();
  open = await provisionTestTenant(testApp);
  closed = await provisionTestTenant(testApp);
  atDomain = await provisionTestTenant(testApp);
  await closed.run(() => testApp.get(TenancyFacade).suspend(closed.slug, 'unpaid'));
  await testApp.database.query(
    "insert into domains (tenant_id, domain, is_verified) values ($1, 'held-by-domain.localhost', true)",
    [atDomain.ref.id],
  );
});

/** Without what differs between any two answers. */
function comparable({ status, text, headers }: { status: number; text: string; headers: Record<string, string> }) {
  const { 'x-request-id': id = '', date: _date, ratelimit: _left, ...rest } = headers;
  return { status, text: text.replace(id, ''), headers: rest };
}

async function answerTo(body: object) {
  return comparable(await testApp.anonymous.post('/v1/signup').send(body));
}

describe('a sign-up tells strangers', () => {
  it('of a slug that is taken that alone: not whose it is, nor in which state', async () => {
    const model = await answerTo(aSignUp({ slug: open.slug }));
    expect(model).toMatchObject({ status: 409, text: expect.stringContaining('"tenant.address_taken"') });
    for (const name of [open.slug, open.ref.id, open.admin.email]) expect(model.text).not.toContain(name);
    expect(await answerTo(aSignUp({ slug: closed.slug }))).toEqual(model);
    expect(await answerTo(aSignUp({ slug: 'held-by-domain' }))).toEqual(model);
    const known = { slug: closed.slug, email: closed.admin.email, password: closed.admin.password };
    expect(await answerTo(aSignUp(known))).toEqual(model);
  });

  it('nothing of an e-mail address: one that has an account signs up as any other, with the same queries', async () => {
    const messagesOf = async (email: string) => {
      const messages = await sentStatements(
        async () => void (await testApp.anonymous.post('/v1/signup').send(aSignUp({ email })).expect(201)),
      );
      // what wakes jobs and processes goes on by itself, after the answer
      return messages.filter((message) => !/pg_notify|tenant_wakeups/.test(JSON.stringify(message))).length;
    };
    await messagesOf('first@warm-up.example');
    expect(await messagesOf(open.admin.email)).toBe(await messagesOf('nobody@nowhere.example'));
  });

  it('nothing by the host or header that the request names', async () => {
    const model = await answerTo(aSignUp({ slug: open.slug }));
    for (const [host, header] of [
      [`${closed.slug}.localhost`, closed.slug],
      ['no-such-tenant.localhost', 'no-such-tenant'],
    ] as const) {
      const call = testApp.anonymous.post('/v1/signup').set('Host', host).set('X-Tenant', header);
      expect(comparable(await call.send(aSignUp({ slug: open.slug })))).toEqual(model);
    }
  });
});
