import { jest } from '@jest/globals';
import { TenancyFacade } from '#contexts/tenancy';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp } from '#libs/testing';
import { fieldpilot, type Outcome } from './command-line.js';

// The command line starts the application for each line.
jest.setTimeout(180_000);

const own = { BASE_DOMAIN: 'fp.acme-platform.com', PUBLIC_URL: 'https://console.acme-platform.net' };

/** What neither a tenant nor an operator can add, with a word of the reason. */
const refused: readonly (readonly [domain: string, reason: string])[] = [
  ['acme.com:443', 'port'],
  ['https://acme.com', 'scheme'],
  ['acme.com/lifts', 'path'],
  ['acme.com?x', 'query'],
  ['acme.com\\lifts', 'path'],
  ['me@acme.com', 'user'],
  ['*.acme.com', 'wildcard'],
  ['192.0.2.1', 'IP address'],
  ['2130706433', 'IP address'],
  ['0x7f.1', 'IP address'],
  ['0177.0.0.1', 'IP address'],
  ['１２７.0.0.1', 'IP address'],
  ['[2001:db8::1]', 'IP address'],
  ['2001:db8::1', 'IP address'],
  ['::ffff:192.0.2.1', 'IP address'],
  ['fp.acme-platform.com', 'platform'],
  ['FP.ACME-platform.com.', 'platform'],
  ['other.fp.acme-platform.com', 'platform'],
  ['a.b.FP.acme-platform.com.', 'platform'],
  ['console.acme-platform.net', 'platform'],
  ['acme', 'two parts'],
  ['-acme.com', 'host name'],
  ['acme-.com', 'host name'],
  ['ac_me.com', 'host name'],
  ['acme..com', 'host name'],
  ['acme.com..', 'host name'],
  ['.acme.com', 'host name'],
  ['acme.123', 'host name'],
  ['ac me.com', 'spaces'],
  ['acme%2ecom', 'percent'],
  [`${'a'.repeat(64)}.com`, 'host name'],
  [`${'ü'.repeat(60)}.com`, 'host name'],
  [`${'a.'.repeat(125)}info`, 'at most 253'],
  ['xn--acme-.com', 'host name'],
  ['www.xn--.com', 'host name'],
  ['xn--a.com', 'punycode'],
  // Über with a capital, and acme with a letter of full width
  ['xn--ber-ska.com', 'punycode'],
  ['www.xn--cme-n76s.com', 'punycode'],
  ['аcme.com', 'several scripts'],
  ['xn--cme-5cd.com', 'several scripts'],
  ['acme.exαmple.com', 'several scripts'],
  ['❤.com', 'symbols'],
];

/** What has no public DNS, or no room for the record before it: for an operator to give, not for a tenant to prove. */
const unprovable: typeof refused = [
  ['acme.local', 'public DNS'],
  ['acme.internal', 'public DNS'],
  ['acme.localhost', 'public DNS'],
  ['acme.test', 'public DNS'],
  [`${'a.'.repeat(120)}com`, 'at most 241'],
];

let testApp: TestApp;
let admin: HttpClient;
beforeAll(async () => {
  testApp = await createTestApp({ environment: own });
  admin = await (await provisionTestTenant(testApp)).as('admin');
  const rival = await provisionTestTenant(testApp);
  await testApp.database.query(
    `insert into domains (tenant_id, domain, is_verified) values ($1, 'service.rival.com', true), ($1, 'xn--mller-kva.com', true)`,
    [rival.ref.id],
  );
});

const add = (domain: string) => admin.post('/v1/tenant/domains').send({ domain });

function create(slug: string, domain: string): Promise<Outcome> {
  const { migratorUrl, platformUrl, appUrl } = testApp.database.urls;
  const urls = { DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl };
  const words = ['tenants', 'create', '--slug', slug, '--name', 'Acme', '--domain', domain, '--json'];
  return fieldpilot(words, { ...urls, ...own, FIELDPILOT_DATA: testApp.config.dataDir });
}

/** Whatever a refusal could have left. */
const made = () =>
  testApp.database.query(`select (select count(*) from tenants) as tenants, (select count(*) from domains) as domains,
    (select count(*) from pg_namespace) as schemas, (select count(*) from platform_audit_logs) as entries`);

describe('the domain', () => {
  it.each([...refused, ...unprovable])(
    '%s is refused by the API with the reason, and nothing is made',
    async (domain, reason) => {
      const before = await made();
      const { body } = await add(domain).expect(422);
      expect(body).toMatchObject({ code: 'domain.invalid', detail: expect.stringContaining(reason) });
      expect(body.errors).toEqual([expect.objectContaining({ pointer: '/domain' })]);
      expect(await made()).toEqual(before);
    },
  );

  it('of another tenant is refused by both, in any spelling, without its name', async () => {
    const before = await made();
    for (const domain of ['service.rival.com', 'SERVICE.Rival.com.', 'Müller.com', 'xn--MLLER-KVA.com']) {
      const { body } = await add(domain).expect(409);
      expect(body).toMatchObject({ code: 'domain.taken', errors: [{ pointer: '/domain' }] });
      expect(await create('robber', domain)).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining('is in use already'),
      });
    }
    expect(await made()).toEqual(before);
  });

  it.each(refused)('%s is refused where operators make a tenant', (domain, reason) => {
    const tenancy = testApp.get(TenancyFacade);
    expect(() => tenancy.domainFor({ slug: 'acme', domain })).toThrow(reason);
  });

  it('that the API refuses the command line refuses too, for the same reason, and nothing is made', async () => {
    const before = await made();
    const oneOfEach = new Map(refused.map(([domain, reason]) => [reason, domain]));
    for (const [reason, domain] of oneOfEach) {
      const { code, stdout, stderr } = await create('acme', domain);
      expect({ domain, code, stdout }).toEqual({ domain, code: 2, stdout: '' });
      const said = expect.stringMatching(new RegExp(`cannot be its domain.*${reason}`));
      expect({ domain, stderr }).toEqual({ domain, stderr: said });
    }
    expect(await made()).toEqual(before);
  });

  it('is kept in punycode by both, and leads to the tenant', async () => {
    expect((await add('Aufzüge.Acme.COM.').expect(201)).body.domain).toBe('xn--aufzge-6ya.acme.com');
    const { code, stdout } = await create('buecher', 'Bücher.Example.COM.');
    expect(code).toBe(0);
    const tenant = JSON.parse(stdout) as { domain: string; admin: { email: string; password: string } };
    expect(tenant).toMatchObject({
      domain: 'xn--bcher-kva.example.com',
      admin: { email: 'admin@xn--bcher-kva.example.com' },
    });
    const signIn = testApp.anonymous.post('/v1/auth/login').set('Host', 'xn--bcher-kva.example.com');
    await signIn.send(tenant.admin).expect(200);
  });

  it('below the base domain is that of the slug, however it is written', async () => {
    const { code, stdout } = await create('own-address', 'OWN-address.fp.acme-platform.com');
    expect({ code, domain: JSON.parse(stdout).domain }).toEqual({
      code: 0,
      domain: 'own-address.fp.acme-platform.com',
    });
    expect(await create('other-address', 'acme.internal')).toMatchObject({ code: 0 });
  });
});
