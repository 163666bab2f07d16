import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { runAsSystem } from '#libs/request-context';
import { TenancyFacade } from '#contexts/tenancy';
import { startDnsServer, type DnsServer } from '../../support/dns-server.js';
import { startBeside, type OtherProcess } from '../contract/other-process.js';
import { DomainsOfTenant } from './domains-of-tenant.js';

// A second application in this process stands for another one; a third is a process of its own.
jest.setTimeout(120_000);

let dns: DnsServer;
let here: TestApp;
let there: TestApp;
let beside: OtherProcess;

beforeAll(async () => {
  dns = await startDnsServer();
  const environment = { DNS_SERVERS: dns.address, ROLE: 'api', LOG_LEVEL: 'fatal', BASE_DOMAIN: 'fp.localhost' };
  here = await createTestApp({ environment });
  there = await createTestApp({
    database: here.database,
    environment: { ...environment, JWT_SECRET: here.config.secrets.jwt },
  });
  beside = await startBeside(here, environment);
});

let count = 0;
const freeSlug = (): string => `life-${Date.now().toString(36)}-${(count += 1)}`;
const hostOf = (slug: string): string => `${slug}.fp.localhost`;

const asOperator = <T>(work: (tenancy: TenancyFacade) => Promise<T>, app = here): Promise<T> =>
  runAsSystem('test', () => work(app.get(TenancyFacade)));
const suspend = ({ slug }: TestTenant) => asOperator((tenancy) => tenancy.suspend(slug, 'unpaid'));
const resume = ({ slug }: TestTenant) => asOperator((tenancy) => tenancy.resume(slug, 'paid'));
const rename = (slug: string, to: string) => asOperator((tenancy) => tenancy.rename(slug, to, 'New name'));

interface Seen {
  readonly status: number;
  readonly code?: string | undefined;
  readonly location?: string | undefined;
}

interface Asked {
  readonly host?: string;
  readonly token?: string;
  readonly method?: string;
}

/** One request to the third process, whose path and host are sent as they stand. */
async function ask(path: string, { host, token, method = 'GET' }: Asked = {}): Promise<Seen> {
  const { hostname, port } = new URL(beside.baseUrl);
  const headers = { ...(host && { host }), ...(token && { authorization: `Bearer ${token}` }) };
  const call = request({ hostname, port, path, method, headers }).end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  const answer = await text(response);
  const isProblem = response.headers['content-type'] === 'application/problem+json';
  const { code } = isProblem ? (JSON.parse(answer) as { code: string }) : {};
  return { status: response.statusCode!, code, location: response.headers.location };
}

describe('a suspended tenant', () => {
  let acme: TestTenant;
  let domain: string;
  let tokens: { accessToken: string; refreshToken: string };
  beforeAll(async () => {
    acme = await provisionTestTenant(here);
    ({ domain } = await new DomainsOfTenant(await acme.as('admin'), dns).addVerified());
    tokens = await acme.tokens(acme.admin);
  });

  /** Each way in, at each of the hosts by which the tenant can be reached. */
  const ways = () =>
    [undefined, hostOf(acme.slug), domain].flatMap((host) => {
      const at = <T extends { set(name: string, value: string): T }>(call: T): T =>
        host === undefined ? call : call.set('Host', host);
      const { email, password } = acme.admin;
      const credentials = { ...(host === undefined && { tenant: acme.slug }), email, password };
      return [here, there].flatMap((app) => {
        const signed = (): HttpClient => app.withToken(tokens.accessToken);
        return [
          ['sign-in', () => at(app.anonymous.post('/v1/auth/login').send(credentials))],
          ['refresh', () => at(app.anonymous.post('/v1/auth/refresh').send({ refreshToken: tokens.refreshToken }))],
          ['a read', () => at(signed().get('/v1/me'))],
          ['a list', () => at(signed().get('/v1/work-orders'))],
          ['a write', () => at(signed().post('/v1/teams').send({ name: 'Night shift' }))],
        ] as const;
      });
    });

  it('says so to every valid credential on every path, at any of its hosts, in any process', async () => {
    await suspend(acme);
    const seen = new Set<string>();
    for (const [, call] of ways()) {
      const { status, body, type } = await call();
      seen.add(JSON.stringify([status, type, body.code, body.currentStatus]));
    }
    expect([...seen]).toEqual([JSON.stringify([403, 'application/problem+json', 'tenant.closed', 'suspended'])]);
    expect(await ask('/v1/me', { token: tokens.accessToken })).toMatchObject({
      status: 403,
      code: 'tenant.closed',
    });
  });

  it('says nothing to those who have none: they see what they see of a tenant that does not exist', async () => {
    const wrong = { email: acme.admin.email, password: 'not the password' };
    for (const host of [hostOf(acme.slug), domain, hostOf('no-such-tenant'), 'service.nobody.com']) {
      const signIn = await here.anonymous.post('/v1/auth/login').set('Host', host).send(wrong);
      const me = await here.anonymous.get('/v1/me').set('Host', host);
      expect([host, signIn.status, signIn.body.code, me.status, me.body.code]).toEqual([
        host,
        401,
        'auth.invalid_credentials',
        401,
        'auth.required',
      ]);
    }
  });

  it('writes what was tried at its accounts into the log of the operators', async () => {
    const entries = await here.database.query(
      `select actor_kind, changes -> 'after' ->> 'email' as email from platform_audit_logs
       where action = 'login_failed' and tenant_id = $1`,
      [acme.ref.id],
    );
    expect(entries).toContainEqual({ actor_kind: 'anonymous', email: acme.admin.email });
  });

  it('asks everybody to come again while its schema cannot be served, once it is resumed', async () => {
    const version = 'update tenants set schema_version = $2 where id = $1';
    const [row] = await here.database.query('select schema_version from tenants where id = $1', [acme.ref.id]);
    await here.database.query(version, [acme.ref.id, 1]);
    await resume(acme);
    for (const [, call] of ways()) {
      const { status, body, headers } = await call();
      expect([status, body.code]).toEqual([503, 'tenant.being_migrated']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    await here.database.query(version, [acme.ref.id, row!['schema_version']]);
  });

  it('works again in every process once it is resumed, sessions included', async () => {
    await suspend(acme);
    await resume(acme);
    const statuses: number[] = [];
    for (const [way, call] of ways()) if (way !== 'refresh') statuses.push((await call()).status);
    expect(new Set(statuses)).toEqual(new Set([200, 201]));
    expect(await ask('/v1/me', { token: tokens.accessToken })).toMatchObject({
      status: 200,
    });
  });

  it('lets no request through that began before: it is asked to come again, and then told', async () => {
    // authenticated from what is remembered, while the database has closed the schema already
    await here.withToken(tokens.accessToken).get('/v1/me').expect(200);
    await here.database.query(`revoke usage on schema ${acme.ref.schema} from ${acme.ref.role}`);
    const { body, headers } = await here.withToken(tokens.accessToken).get('/v1/work-orders').expect(503);
    expect(body.code).toBe('server.unavailable');
    expect(headers['retry-after']).toBe('1');
    await here.database.query(`grant usage on schema ${acme.ref.schema} to ${acme.ref.role}`);
  });
});

describe('a tenant that is renamed', () => {
  let acme: TestTenant;
  let old: string;
  let slug: string;
  let token: string;
  beforeAll(async () => {
    acme = await provisionTestTenant(here);
    [old, slug] = [acme.slug, freeSlug()];
    token = (await acme.tokens(acme.admin)).accessToken;
    // what other processes remember of it
    await there.withToken(token).get('/v1/me').set('Host', hostOf(old)).expect(200);
    expect(await ask('/v1/me', { host: hostOf(old), token })).toMatchObject({
      status: 200,
    });
    await rename(old, slug);
  });

  it('is reached at the new host, and the old one leads there with the same path and query, in every process', async () => {
    const path = '/v1/work-orders?q=lift%20door&limit=5&status=assigned,in_progress';
    for (const app of [here, there]) {
      await app.withToken(token).get('/v1/me').set('Host', hostOf(slug)).expect(200);
      const { headers, text: body } = await app
        .withToken(token)
        .get(path)
        .redirects(0)
        .set('Host', hostOf(old))
        .expect(308);
      expect(headers['location']).toBe(`http://${hostOf(slug)}${path}`);
      expect([headers['cache-control'], headers['x-request-id'], body]).toEqual(['no-store', expect.any(String), '']);
    }
    expect(await ask(path, { host: `${hostOf(old)}:3000` })).toEqual({
      status: 308,
      location: `http://${hostOf(slug)}:3000${path}`,
    });
  });

  it('keeps method and body for whoever follows', async () => {
    const credentials = { email: acme.admin.email, password: acme.admin.password };
    const { headers } = await here.anonymous
      .post('/v1/auth/login')
      .redirects(0)
      .set('Host', hostOf(old).toUpperCase())
      .send(credentials)
      .expect(308);
    const { pathname, host } = new URL(headers['location']!);
    await here.anonymous.post(pathname).set('Host', host).send(credentials).expect(200);
  });

  it.each([
    ['a path that looks like another host', '//evil.example/v1/me'],
    ['an absolute address', 'http://evil.example/v1/me'],
    ['a path of the operators', '/admin/v1/auth/logout'],
    ['a page', '/docs'],
    ['a probe', '/health/live'],
  ])('leads nobody elsewhere: %s', async (_, path) => {
    const { status, location } = await ask(path, { host: hostOf(old) });
    expect([status === 308, location ?? '']).toEqual([false, expect.not.stringContaining('evil')]);
  });

  it('goes nowhere but to its own host, whatever stands behind the old one', async () => {
    for (const [host, target] of [
      [`${hostOf(old)}:99999`, `http://${hostOf(slug)}:99999/v1/me`],
      [`${hostOf(old)}.`, `http://${hostOf(slug)}/v1/me`],
    ])
      expect((await ask('/v1/me', { host: host! })).location).toBe(target);
    for (const host of [`${hostOf(old)}@evil.example`, `evil.example#${hostOf(old)}`, `${hostOf(old)}.evil.example`])
      expect((await ask('/v1/me', { host })).location).toBeUndefined();
  });

  it('answers preflights at the old host itself, since browsers follow none of them', async () => {
    expect((await ask('/v1/me', { host: hostOf(old), method: 'OPTIONS' })).status).toBe(204);
  });

  it('is named by the old slug too, in the body and in X-Tenant, beside the new host or alone', async () => {
    const { email, password } = acme.admin;
    for (const app of [here, there]) {
      const signIn = () => app.anonymous.post('/v1/auth/login');
      await signIn().send({ tenant: old, email, password }).expect(200);
      await signIn().set('X-Tenant', old.toUpperCase()).send({ email, password }).expect(200);
      await signIn().set('X-Tenant', slug).set('Host', hostOf(slug)).send({ tenant: old, email, password }).expect(200);
      const { body } = await app.withToken(token).get('/v1/me').set('X-Tenant', old).expect(200);
      expect(body.tenant).toMatchObject({ slug });
    }
  });

  it('is nobody else: the old slug agrees with no other tenant, and opens none', async () => {
    const rival = await provisionTestTenant(here);
    const foreign = (await rival.tokens(rival.admin)).accessToken;
    await here.withToken(foreign).get('/v1/me').set('X-Tenant', old).expect(403);
    const { email, password } = rival.admin;
    await here.anonymous.post('/v1/auth/login').send({ tenant: old, email, password }).expect(401);
    await here.anonymous
      .post('/v1/auth/login')
      .set('Host', hostOf(rival.slug))
      .send({ tenant: old, email, password })
      .expect(401);
  });

  it('is not redirected any more where the slug is taken back, from the next request on in every process', async () => {
    await rename(slug, old);
    for (const app of [here, there]) await app.withToken(token).get('/v1/me').set('Host', hostOf(old)).expect(200);
    const atOld = { host: hostOf(old), token };
    expect(await ask('/v1/me', atOld)).toMatchObject({ status: 200 });
    expect((await ask('/v1/me', { host: hostOf(slug) })).location).toBe(`http://${hostOf(old)}/v1/me`);
    await rename(old, slug);
    expect((await ask('/v1/me', atOld)).location).toBe(`http://${hostOf(slug)}/v1/me`);
  });

  it('leads no stranger to the log-in of a suspended tenant: the new host says what it always says', async () => {
    await asOperator((tenancy) => tenancy.suspend(slug, 'unpaid'));
    await here.anonymous.get('/v1/me').redirects(0).set('Host', hostOf(old)).expect(308);
    const { body } = await here.withToken(token).get('/v1/me').set('Host', hostOf(slug)).expect(403);
    expect(body.code).toBe('tenant.closed');
    await asOperator((tenancy) => tenancy.resume(slug, 'paid'));
  });
});
