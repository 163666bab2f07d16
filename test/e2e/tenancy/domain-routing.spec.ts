import { JobRunner } from '#libs/jobs';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { TenancyFacade } from '#contexts/tenancy';
import { startDnsServer, type DnsServer } from '../../support/dns-server.js';
import { DomainsOfTenant, pathOf } from './domains-of-tenant.js';

interface Response {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, string>;
}

let dns: DnsServer;
let here: TestApp;
let there: TestApp;
let acme: TestTenant;
let rival: TestTenant;
let admin: HttpClient;
let own: DomainsOfTenant;

beforeAll(async () => {
  dns = await startDnsServer();
  // no background work: the specs say when the daily checks run
  const environment = { DNS_SERVERS: dns.address, ROLE: 'api', LOG_LEVEL: 'fatal' };
  here = await createTestApp({ environment });
  const shared = { ...environment, JWT_SECRET: here.config.secrets.jwt };
  there = await createTestApp({ database: here.database, environment: shared });
  acme = await provisionTestTenant(here);
  rival = await provisionTestTenant(here);
  admin = await acme.as('admin');
  own = new DomainsOfTenant(admin, dns);
});

const signInAt = (domain: string, { email, password } = acme.admin, app = here) =>
  app.anonymous.post('/v1/auth/login').set('Host', domain).send({ email, password });

/** Signs in at the domain, which alone names the tenant. */
const signIn = async (domain: string, app = here) => (await signInAt(domain, acme.admin, app)).status;

describe('at a domain of a tenant', () => {
  let closed: TestTenant;
  let domain: string;
  beforeAll(async () => {
    closed = await provisionTestTenant(here);
    ({ domain } = await new DomainsOfTenant(await closed.as('admin'), dns).addVerified());
  });

  it('that is suspended, whoever knows their password is told so, and nobody else', async () => {
    const tenancy = here.get(TenancyFacade);
    await closed.run(() => tenancy.suspend(closed.slug, 'unpaid'));
    const { body } = await signInAt(domain, closed.admin).expect(403);
    expect(body).toMatchObject({ code: 'tenant.closed', currentStatus: 'suspended' });
    const wrong = { ...closed.admin, password: 'a wrong password' };
    const answers = [await signInAt(domain, wrong), await signInAt('service.nobody.com', wrong)];
    for (const answer of answers) expect([answer.status, answer.body.code]).toEqual([401, answers[0]!.body.code]);
    await closed.run(() => tenancy.resume(closed.slug, 'paid'));
    await signInAt(domain, closed.admin).expect(200);
  });

  it('that is suspended, whoever is signed in is told so with the next request', async () => {
    const client = await closed.signIn(closed.admin);
    await client.get('/v1/me').set('Host', domain).expect(200);
    await closed.run(() => here.get(TenancyFacade).suspend(closed.slug, 'unpaid'));
    const { body } = await client.get('/v1/me').set('Host', domain).expect(403);
    expect(body).toMatchObject({ code: 'tenant.closed', currentStatus: 'suspended' });
    await closed.run(() => here.get(TenancyFacade).resume(closed.slug, 'paid'));
  });

  it('whose schema this release cannot serve, everybody is asked to come again', async () => {
    const { accessToken, refreshToken } = await closed.tokens(closed.admin);
    await here.database.query('update tenants set schema_version = 1 where id = $1', [closed.ref.id]);
    const elsewhere = await createTestApp({
      database: here.database,
      environment: { DNS_SERVERS: dns.address, ROLE: 'api', LOG_LEVEL: 'fatal', JWT_SECRET: here.config.secrets.jwt },
    });
    const answers = [
      await signInAt(domain, closed.admin),
      await elsewhere.withToken(accessToken).get('/v1/me').set('Host', domain),
      await elsewhere.anonymous.post('/v1/auth/refresh').set('Host', domain).send({ refreshToken }),
    ];
    for (const { status, body, headers } of answers) {
      expect([status, body.code]).toEqual([503, 'tenant.being_migrated']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('that nobody has, names are refused like a wrong password, and a credential says by itself whose it is', async () => {
    const { body } = await signInAt('service.nobody.com', rival.admin).expect(401);
    expect(body.code).toBe('auth.invalid_credentials');
    const client = await rival.as('admin');
    expect((await client.get('/v1/me').set('Host', 'service.nobody.com').expect(200)).body.tenant.slug).toBe(
      rival.slug,
    );
  });
});

describe('before a sign-in', () => {
  const requests: Record<string, (host: string) => Promise<Response>> = {
    'a sign-in': (host) => signInAt(host, { ...acme.admin, password: 'a wrong password' }),
    'a forgotten password': (host) =>
      here.anonymous.post('/v1/auth/forgot-password').set('Host', host).send({ email: 'nobody@acme.com' }),
    'an unknown refresh token': (host) =>
      here.anonymous.post('/v1/auth/refresh').set('Host', host).send({ refreshToken: 'fprt_unknown' }),
    'a read without a credential': (host) => here.anonymous.get('/v1/tenant').set('Host', host),
    'a path that there is not': (host) => here.anonymous.get('/v1/nothing').set('Host', host),
  };

  it.each(Object.keys(requests))('%s is answered the same at hosts of a tenant and of nobody', async (name) => {
    const { domain } = await own.addVerified();
    const pending = await own.add();
    const hosts = [domain, `${acme.slug}.localhost`, pending.domain, 'service.nobody.com', 'no-such-tenant.localhost'];
    const answers: object[] = [];
    for (const host of hosts) {
      const { status, text, headers } = await requests[name]!(host);
      answers.push({ status, text: text.replace(headers['x-request-id']!, ''), type: headers['content-type'] });
    }
    expect(answers).toEqual(hosts.map(() => answers[0]));
    await here.database.query('delete from public.sign_in_failures');
  });
});

describe('in another process', () => {
  /** A request of the rival whose Host names somebody else is refused: this look-up is remembered, unlike that of a sign-in. */
  async function isFoundThere(domain: string): Promise<boolean> {
    const { accessToken } = await rival.tokens(rival.admin);
    const { status } = await there.withToken(accessToken).get('/v1/me').set('Host', domain);
    return status === 403;
  }

  it('a domain leads to its tenant from the request after its verification on', async () => {
    const made = await own.add();
    expect([await isFoundThere(made.domain), await signIn(made.domain, there)]).toEqual([false, 401]);
    own.publish(made);
    await own.verify(made);
    expect([await isFoundThere(made.domain), await signIn(made.domain, there)]).toEqual([true, 200]);
  });

  it('a domain that was removed leads nowhere from the next request on', async () => {
    const made = await own.addVerified();
    expect([await isFoundThere(made.domain), await signIn(made.domain, there)]).toEqual([true, 200]);
    await admin.delete(pathOf(made)).expect(204);
    expect([await isFoundThere(made.domain), await signIn(made.domain, there)]).toEqual([false, 401]);
  });

  it('a domain that was lost leads nowhere from the next request on', async () => {
    const made = await own.addVerified();
    own.unpublish(made);
    for (let day = 0; day < 3; day += 1) await aDayLater(made.domain);
    expect(await isFoundThere(made.domain)).toBe(true);
    await aDayLater(made.domain);
    expect([await isFoundThere(made.domain), await signIn(made.domain, there)]).toEqual([false, 401]);
  });
});

/** Lets a day pass for the domain, and runs what is due then in both processes at once. */
async function aDayLater(domain: string): Promise<void> {
  const passed = `update domains set checked_at = checked_at - interval '25 hours', failing_since = failing_since - interval '25 hours'
    where domain = $1 and tenant_id = $2`;
  await here.database.query(passed, [domain, acme.ref.id]);
  const due = `update tenant_wakeups set due_at = now() - interval '1 second' where kind = 'domain_checks' and tenant_id = $1`;
  await here.database.query(due, [acme.ref.id]);
  await Promise.all([here, there].map((app) => app.get(JobRunner).tick()));
}

describe('the daily check', () => {
  it('asks once for each domain, however many processes there are, and not for those that are not verified', async () => {
    const [made, pending] = [await own.addVerified(), await own.add()];
    dns.asked.length = 0;
    await aDayLater(made.domain);
    expect(dns.asked.filter((name) => name === made.record.name)).toHaveLength(1);
    expect(dns.asked).not.toContain(pending.record.name);
  });

  it('is planned for a day later by the verification itself', async () => {
    await here.database.query('delete from tenant_wakeups where kind = $1', ['domain_checks']);
    await own.addVerified();
    const [row] = await here.database.query(
      `select extract(epoch from due_at - now())::int as seconds from tenant_wakeups where kind = 'domain_checks' and tenant_id = $1`,
      [acme.ref.id],
    );
    expect(Math.abs(row!['seconds'] - 86_400)).toBeLessThan(120);
  });

  it('warns of a lost record for three days, and takes the domain away on the fourth', async () => {
    const made = await own.addVerified();
    await admin.post(pathOf(made, '/make-primary')).expect(200);
    own.unpublish(made);
    const seen: string[] = [];
    for (let day = 1; day <= 4; day += 1) {
      await aDayLater(made.domain);
      seen.push((await own.read(made)).status);
    }
    expect(seen).toEqual(['failing', 'failing', 'failing', 'lost']);
    expect(await own.read(made)).toMatchObject({
      isPrimary: false,
      failingSince: expect.any(String),
      verifiedAt: null,
    });
    expect(await own.primaries()).toHaveLength(1);
    expect(await signIn(made.domain)).toBe(401);
    const { body } = await admin.get(`/v1/audit-logs?resourceId=${made.id}`).expect(200);
    const actions = body.data.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(expect.arrayContaining(['warn', 'unverify']));
    own.publish(made);
    expect(await own.verify(made)).toMatchObject({
      status: 'verified',
      failingSince: null,
    });
  });

  it('takes nothing away while DNS fails or is silent', async () => {
    const made = await own.addVerified();
    for (const state of ['fails', 'is silent', 'fails', 'fails', 'fails'] as const) {
      dns.zone[made.record.name] = state;
      await aDayLater(made.domain);
    }
    expect(await own.read(made)).toMatchObject({ status: 'verified', lastCheck: { result: 'unreachable' } });
    expect(await signIn(made.domain)).toBe(200);
  });

  it('begins to count anew when the record is back', async () => {
    const made = await own.addVerified();
    for (let round = 0; round < 2; round += 1) {
      own.unpublish(made);
      for (let day = 1; day <= 3; day += 1) await aDayLater(made.domain);
      expect((await own.read(made)).status).toBe('failing');
      own.publish(made);
      await aDayLater(made.domain);
      expect(await own.read(made)).toMatchObject({ status: 'verified', failingSince: null });
    }
  });
});
