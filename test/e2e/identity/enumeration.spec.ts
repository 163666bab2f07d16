import { randomBytes, randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { TenancyFacade } from '#contexts/tenancy';
import { createTestApp, provisionTestTenant, sentStatements, type TestApp, type TestTenant } from '#libs/testing';
import { PasswordHasherService } from '../../../src/contexts/identity/passwords/application/password-hasher.service.js';

let testApp: TestApp;
let acme: TestTenant;
let other: TestTenant;
let closed: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp();
  [acme, other, closed] = [
    await provisionTestTenant(testApp),
    await provisionTestTenant(testApp),
    await provisionTestTenant(testApp),
  ];
  await testApp.database.query(
    "insert into public.domains (tenant_id, domain, is_verified) values ($1, 'service.acme.example', true)",
    [acme.ref.id],
  );
  await closed.run(() => testApp.get(TenancyFacade).suspend(closed.slug, 'unpaid'));
});
// the counters of failures are not compared
beforeEach(() => testApp.database.query('delete from public.sign_in_failures'));

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, string>;
}

/** Compares bytes, without request id and time. */
function comparable({ status, text, headers }: Answer) {
  const { 'x-request-id': id = '', date: _date, ratelimit: _left, ...rest } = headers;
  return { status, text: text.replace(id, ''), headers: Object.entries(rest) };
}

const names = () => ({
  host: {
    'the platform': undefined,
    'a tenant': `${acme.slug}.localhost`,
    'no tenant': 'no-such-tenant.localhost',
    'a domain of a tenant': 'service.acme.example',
    'a domain of nobody': 'service.nobody.example',
    'a closed tenant': `${closed.slug}.localhost`,
  },
  tenant: {
    nobody: undefined,
    it: acme.slug,
    another: other.slug,
    'one that is not there': 'no-such-tenant',
    nonsense: "' or 1=1",
  },
  header: { nobody: undefined, it: acme.slug, another: other.slug, 'one that is not there': 'no-such-tenant' },
});

/** Host × body × X-Tenant. */
function combinations() {
  const { host, tenant, header } = names();
  return Object.entries(host).flatMap(([hostIs, hostName]) =>
    Object.entries(tenant).flatMap(([bodyIs, bodyName]) =>
      Object.entries(header).map(([headerIs, headerName]) => ({
        title: `${hostIs} / ${bodyIs} / ${headerIs}`,
        host: hostName,
        tenant: bodyName,
        header: headerName,
      })),
    ),
  );
}

type Combination = ReturnType<typeof combinations>[number];

function post(path: string, body: object, { host, header }: Combination) {
  let call = testApp.anonymous.post(path).send(body);
  if (host) call = call.set('Host', host);
  return header ? call.set('X-Tenant', header) : call;
}

/** The queries of the database and the number of computed hashes, beside the response. */
async function observed(work: () => Promise<Answer>) {
  const verify = jest.spyOn(testApp.get(PasswordHasherService), 'verify');
  let answer: Answer | undefined;
  const messages = await sentStatements(async () => void (answer = await work()));
  const hashes = verify.mock.calls.length;
  verify.mockRestore();
  return { answer: comparable(answer!), messages: messages.length, hashes };
}

const refusedSignIn = async (combination: Combination, email: string) => {
  const { tenant } = combination;
  return observed(async () => post('/v1/auth/login', { tenant, email, password: 'not the password' }, combination));
};

describe('a refused sign-in', () => {
  it('is the same in status, body, headers, queries and hashes whichever names exist or agree', async () => {
    const cases = combinations().filter(({ host, tenant, header }) => host ?? tenant ?? header);
    const differing: string[] = [];
    const model = await refusedSignIn(
      cases.find(({ title }) => title === 'a tenant / nobody / nobody')!,
      acme.admin.email,
    );
    expect(model).toMatchObject({ answer: { status: 401 }, hashes: 1 });
    for (const [at, combination] of cases.entries()) {
      await testApp.database.query('delete from public.sign_in_failures');
      const seen = await refusedSignIn(combination, at % 2 ? acme.admin.email : 'nobody@example.com');
      if (JSON.stringify(seen) !== JSON.stringify(model))
        differing.push(`${combination.title}: ${seen.answer.status}, ${seen.messages} messages, ${seen.hashes} hashes`);
    }
    expect(cases.length).toBeGreaterThan(100);
    expect(differing).toEqual([]);
  }, 120_000);

  it('is 422 where nothing names a tenant: at the addresses of the platform itself', async () => {
    const credentials = { email: acme.admin.email, password: acme.admin.password };
    for (const host of ['127.0.0.1', 'localhost:3000']) {
      const { body } = await testApp.anonymous.post('/v1/auth/login').set('Host', host).send(credentials).expect(422);
      expect(body.code).toBe('auth.tenant_required');
    }
  });

  it('refuses the right password too where the names of the account differ, whether they exist or not', async () => {
    const credentials = { email: acme.admin.email, password: acme.admin.password, tenant: acme.slug };
    for (const host of [`${other.slug}.localhost`, 'no-such-tenant.localhost'])
      await testApp.anonymous.post('/v1/auth/login').set('Host', host).send(credentials).expect(401);
    for (const host of ['service.acme.example', 'api.localhost', 'proxy.example', `${acme.slug}.localhost`])
      await testApp.anonymous.post('/v1/auth/login').set('Host', host).send(credentials).expect(200);
  });

  it('closes the account after as many failures, whether or not the tenant exists', async () => {
    for (const { host, tenant } of [
      { host: `${acme.slug}.localhost`, tenant: other.slug },
      { host: 'no-such-tenant.localhost', tenant: undefined },
      { host: undefined, tenant: acme.slug },
    ]) {
      await testApp.database.query('delete from public.sign_in_failures');
      const statuses: number[] = [];
      for (let i = 0; i < 12; i += 1) {
        const combination = { title: '', host, tenant, header: undefined };
        const body = { tenant, email: 'nobody@example.com', password: 'not the password' };
        statuses.push((await post('/v1/auth/login', body, combination)).status);
      }
      expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    }
  });
});

/** A token in our format, for a tenant of this id, that was never issued. */
function forgedRefreshToken(tenantId: string): string {
  const bytes = Buffer.concat([Buffer.from(tenantId.replaceAll('-', ''), 'hex'), randomBytes(32)]);
  return `fprt_${bytes.toString('base64url')}`;
}

describe('a refused refresh', () => {
  it('is the same in status, body, headers and queries whichever tenant the token and the request name', async () => {
    const cases = combinations().filter(({ tenant }) => tenant === undefined);
    const ids = { it: acme.ref.id, another: other.ref.id, closed: closed.ref.id, nobody: randomUUID() };
    // whether an account exists is cached for a few seconds
    for (const id of Object.values(ids)) await testApp.get(TenancyFacade).tenantById(id);
    const refused = (id: string, combination: Combination) =>
      observed(async () => post('/v1/auth/refresh', { refreshToken: forgedRefreshToken(id) }, combination));
    const model = await refused(ids.it, cases[0]!);
    expect(model).toMatchObject({ answer: { status: 401 }, hashes: 0 });
    const differing: string[] = [];
    for (const combination of cases) {
      await testApp.database.query('delete from public.sign_in_failures');
      for (const [whose, id] of Object.entries(ids)) {
        const seen = await refused(id, combination);
        if (JSON.stringify(seen) !== JSON.stringify(model))
          differing.push(`${whose} at ${combination.title}: ${seen.answer.status}, ${seen.messages} messages`);
      }
    }
    expect(differing).toEqual([]);
  });

  it('of a valid token that is sent to another host leaves the token as it was', async () => {
    const { refreshToken } = await acme.tokens(acme.admin);
    const refresh = () => testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken });
    const model = comparable(
      await testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken: forgedRefreshToken(acme.ref.id) }),
    );
    for (const host of [`${other.slug}.localhost`, 'no-such-tenant.localhost'])
      expect(comparable(await refresh().set('Host', host))).toEqual(model);
    await refresh().set('Host', `${acme.slug}.localhost`).expect(200);
  });

  it('reveals that a tenant is closed only to callers with a valid token', async () => {
    const tenant = await provisionTestTenant(testApp);
    const { refreshToken } = await tenant.tokens(tenant.admin);
    await tenant.run(() => testApp.get(TenancyFacade).suspend(tenant.slug, 'unpaid'));
    const refresh = (token: string) => testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken: token });
    expect((await refresh(refreshToken).expect(403)).body.code).toBe('tenant.closed');
    expect((await refresh(forgedRefreshToken(tenant.ref.id)).expect(401)).body.code).toBe('auth.invalid_refresh_token');
    await tenant.run(() => testApp.get(TenancyFacade).resume(tenant.slug, 'paid'));
    await refresh(refreshToken).expect(200);
  });
});

describe('a request for a link to set a password', () => {
  // every few seconds, or once a day, for a tenant in use, whoever asks for what
  const isUpkeep = (message: readonly { readonly text: string }[]): boolean =>
    message.some(({ text }) => /outbox_leases|tenant_wakeups/.test(text));

  it('is the same in status, body, headers and queries whichever names exist or agree, and whoever is meant', async () => {
    const cases = combinations().filter(({ host, tenant, header }) => host ?? tenant ?? header);
    const asked = async (combination: Combination, email: string) => {
      let answer: Answer | undefined;
      const body = { tenant: combination.tenant, email };
      const messages = await sentStatements(
        async () => void (answer = await post('/v1/auth/forgot-password', body, combination)),
      );
      return { answer: comparable(answer!), messages: messages.filter((message) => !isUpkeep(message)).length };
    };
    const model = await asked(cases[0]!, 'nobody@example.com');
    expect(model).toMatchObject({ answer: { status: 204 } });
    const differing: string[] = [];
    for (const [at, combination] of cases.entries()) {
      await testApp.database.query('delete from public.sign_in_failures');
      const seen = await asked(combination, at % 2 ? acme.admin.email : 'nobody@example.com');
      if (JSON.stringify(seen) !== JSON.stringify(model))
        differing.push(`${combination.title}: ${seen.answer.status}, ${seen.messages} messages`);
    }
    expect(differing).toEqual([]);
  }, 120_000);
});

it('a valid token at the host of another tenant is refused with 403: the credential is known', async () => {
  const client = await acme.as('admin');
  expect((await client.get('/v1/me').set('Host', `${other.slug}.localhost`).expect(403)).body.code).toBe(
    'auth.tenant_mismatch',
  );
});
