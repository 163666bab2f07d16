import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { startDnsServer, type DnsServer } from '../../support/dns-server.js';
import { anyDomain, DomainsOfTenant, pathOf } from './domains-of-tenant.js';

let dns: DnsServer;
let here: TestApp;
let acme: TestTenant;
let rival: TestTenant;
let admin: HttpClient;
let rivalAdmin: HttpClient;
let own: DomainsOfTenant;
let rivals: DomainsOfTenant;

beforeAll(async () => {
  dns = await startDnsServer();
  here = await createTestApp({
    environment: {
      DNS_SERVERS: dns.address,
      BASE_DOMAIN: 'fp.acme-platform.com',
      PUBLIC_URL: 'https://console.acme-platform.net',
    },
  });
  acme = await provisionTestTenant(here);
  rival = await provisionTestTenant(here);
  [admin, rivalAdmin] = await Promise.all([acme.as('admin'), rival.as('admin')]);
  [own, rivals] = [new DomainsOfTenant(admin, dns), new DomainsOfTenant(rivalAdmin, dns)];
});

/** Signs in at the domain, which alone names the tenant. */
const signIn = async (domain: string, { email, password } = acme.admin) =>
  (await here.anonymous.post('/v1/auth/login').set('Host', domain).send({ email, password })).status;

const rowsOf = async (domain: string) =>
  here.database.query('select tenant_id, is_verified from domains where domain = $1', [domain]);

describe('a domain', () => {
  it('is added unverified, with the record that proves it', async () => {
    const { body, headers } = await admin.post('/v1/tenant/domains').send({ domain: 'lifts.acme.com' }).expect(201);
    expect(body).toMatchObject({
      domain: 'lifts.acme.com',
      status: 'pending',
      isPrimary: false,
      verifiedAt: null,
      lastCheck: null,
      record: {
        type: 'TXT',
        name: '_fieldpilot.lifts.acme.com',
        value: expect.stringMatching(/^fieldpilot-verification=[0-9a-f]{40}$/),
      },
    });
    expect(headers['location']).toBe(pathOf(body));
    expect(await own.list()).toContainEqual(body);
    expect(await own.read(body)).toEqual(body);
  });

  it('is one domain in any script, case and with a final dot', async () => {
    const made = await own.add('Müller-Aufzüge.COM.');
    expect(made).toMatchObject({
      domain: 'xn--mller-aufzge-dlbj.com',
      unicodeDomain: 'müller-aufzüge.com',
      record: { name: '_fieldpilot.xn--mller-aufzge-dlbj.com' },
    });
    for (const domain of ['xn--mller-aufzge-dlbj.com', 'MÜLLER-AUFZÜGE.com', 'müller-aufzüge。com']) {
      const { body, headers } = await admin.post('/v1/tenant/domains').send({ domain }).expect(201);
      expect(body).toEqual(made);
      expect(headers['location']).toBe(pathOf(made));
    }
    expect((await own.list()).filter(({ domain }) => domain === made.domain)).toHaveLength(1);
  });

  it('is one of a hundred at most', async () => {
    const crowded = await provisionTestTenant(here);
    await here.database.query(
      `insert into domains (tenant_id, domain) select $1, 'crowd-' || n || '.acme.com' from generate_series(1, 99) as n`,
      [crowded.ref.id],
    );
    const client = await crowded.as('admin');
    const { body } = await client.post('/v1/tenant/domains').send({ domain: anyDomain() }).expect(409);
    expect(body.code).toBe('domain.too_many');
  });

  it('is for administrators', async () => {
    const manager = await acme.as('manager');
    await manager.get('/v1/tenant/domains').expect(403);
    await manager.post('/v1/tenant/domains').send({ domain: anyDomain() }).expect(403);
  });

  it('leaves its story in the log of the tenant and in that of the platform', async () => {
    const { id, domain } = await own.addVerified();
    const { body } = await admin.get(`/v1/audit-logs?resourceType=domain&resourceId=${id}`).expect(200);
    expect(body.data.map(({ action }: { action: string }) => action).sort()).toEqual(['create', 'verify']);
    const logged = 'select action, tenant_id, changes from platform_audit_logs where resource_id = $1 order by id';
    const changes = { before: {}, after: { domain } };
    expect(await here.database.query(logged, [id])).toMatchObject([
      { action: 'create', tenant_id: acme.ref.id, changes },
      { action: 'verify', tenant_id: acme.ref.id, changes },
    ]);
  });
});

describe('its record', () => {
  it('is looked up when asked; the answer shows what was there instead, and the domain leads nowhere until it is right', async () => {
    const made = await own.add();
    expect(await own.verify(made)).toMatchObject({ status: 'pending', lastCheck: { result: 'missing', found: [] } });
    dns.zone[made.record.name] = ['v=spf1 -all', 'fieldpilot-verification=wrong'];
    const found = ['v=spf1 -all', 'fieldpilot-verification=wrong'];
    const tried = await own.verify(made);
    expect(tried).toMatchObject({ status: 'pending', record: made.record, lastCheck: { result: 'different', found } });
    expect(Math.abs(Date.parse(tried.lastCheck!.at) - Date.now())).toBeLessThan(60_000);
    expect(await signIn(made.domain)).toBe(401);
    own.publish(made);
    expect(await own.verify(made)).toMatchObject({ status: 'verified', lastCheck: { result: 'matching', found: [] } });
    expect(await signIn(made.domain)).toBe(200);
    expect(await signIn(`${made.domain.toUpperCase()}.`)).toBe(200);
  });

  it.each(['fails', 'is silent'] as const)('says nothing while its server %s', async (state) => {
    const made = await own.add();
    dns.zone[made.record.name] = state;
    const tried = await own.verify(made);
    expect(tried).toMatchObject({ status: 'pending', lastCheck: { result: 'unreachable', found: [] } });
  });

  it('may say anything: what is shown of it is cut and can be stored', async () => {
    const made = await own.add();
    dns.zone[made.record.name] = [`\0\u0001${'x'.repeat(1_000)}`, '', ...Array.from({ length: 20 }, () => 'more')];
    const tried = await own.verify(made);
    expect(tried.lastCheck!.found).toHaveLength(10);
    expect(tried.lastCheck!.found.slice(0, 2)).toEqual([`\u{FFFD}\u{FFFD}${'x'.repeat(253)}`, '(empty)']);
  });

  it('that is looked up again when it is gone takes nothing away', async () => {
    const made = await own.addVerified();
    own.unpublish(made);
    for (let time = 0; time < 5; time += 1) await own.verify(made);
    expect(await own.read(made)).toMatchObject({ status: 'verified', lastCheck: { result: 'missing' } });
  });
});

describe('a domain that two tenants want', () => {
  it('belongs to whoever proves it; the other one is not told whose it is', async () => {
    const domain = anyDomain();
    const [ours, theirs] = [await own.add(domain), await rivals.add(domain)];
    expect(ours.record.value).not.toBe(theirs.record.value);
    own.publish(theirs);
    expect((await admin.post(pathOf(ours, '/verify')).expect(200)).body.status).toBe('pending');
    expect((await rivalAdmin.post(pathOf(theirs, '/verify')).expect(200)).body.status).toBe('verified');
    dns.zone[ours.record.name] = [ours.record.value, theirs.record.value];
    const third = await (await provisionTestTenant(here)).as('admin');
    const refused = [
      await admin.post(pathOf(ours, '/verify')).expect(409),
      await third.post('/v1/tenant/domains').send({ domain }).expect(409),
    ];
    for (const { body, text } of refused) {
      expect(body.code).toBe('domain.taken');
      expect(text).not.toMatch(new RegExp(`${rival.ref.id}|${rival.slug}|${theirs.id}`));
    }
    expect(await rowsOf(domain)).toHaveLength(2);
    expect(await signIn(domain)).toBe(401);
  });

  it('becomes that of one when both prove it at once', async () => {
    const domain = anyDomain();
    const [ours, theirs] = [await own.add(domain), await rivals.add(domain)];
    dns.zone[ours.record.name] = [ours.record.value, theirs.record.value];
    const answers = await Promise.all([
      admin.post(pathOf(ours, '/verify')),
      rivalAdmin.post(pathOf(theirs, '/verify')),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await rowsOf(domain)).filter(({ is_verified }) => is_verified)).toHaveLength(1);
  });

  it('is out of reach of the other one', async () => {
    const made = await own.addVerified();
    expect((await rivals.list()).map(({ id }: { id: string }) => id)).not.toContain(made.id);
    await rivalAdmin.get(pathOf(made)).expect(404);
    for (const verb of ['/verify', '/make-primary']) await rivalAdmin.post(pathOf(made, verb)).expect(404);
    await rivalAdmin.delete(pathOf(made)).expect(404);
    expect(await own.read(made)).toEqual(made);
  });
});

describe('the primary domain', () => {
  it('is at first the address below the domain of the platform, which stays', async () => {
    const client = await (await provisionTestTenant(here)).as('admin');
    const its = new DomainsOfTenant(client, dns);
    const [given] = await its.list();
    expect(given).toMatchObject({ isPrimary: true, status: 'verified', record: null });
    expect((await client.delete(pathOf(given!)).expect(409)).body.code).toBe('domain.primary');
    const other = await its.addVerified();
    await client.post(pathOf(other, '/make-primary')).expect(200);
    expect((await client.delete(pathOf(given!)).expect(409)).body.code).toBe('domain.of_platform');
    await client.post(pathOf(given!, '/verify')).expect(200);
    expect(await its.list()).toHaveLength(2);
  });

  it('is a verified one, and no other is', async () => {
    const [pending, first, second] = [await own.add(), await own.addVerified(), await own.addVerified()];
    expect((await admin.post(pathOf(pending, '/make-primary')).expect(409)).body.code).toBe('domain.not_verified');
    for (const each of [first, second]) {
      expect((await admin.post(pathOf(each, '/make-primary')).expect(200)).body.isPrimary).toBe(true);
      expect(await own.primaries()).toMatchObject([{ id: each.id }]);
    }
    expect((await admin.delete(pathOf(second)).expect(409)).body.code).toBe('domain.primary');
    await admin.delete(pathOf(first)).expect(204);
  });

  it('is one when several are chosen at once', async () => {
    const rivals = [await own.addVerified(), await own.addVerified(), await own.addVerified()];
    const chosen = rivals.flatMap((one) => [one, one, one]).map((one) => admin.post(pathOf(one, '/make-primary')));
    expect((await Promise.all(chosen)).map(({ status }) => status)).toEqual(Array(9).fill(200));
    expect(await own.primaries()).toHaveLength(1);
  });
});
