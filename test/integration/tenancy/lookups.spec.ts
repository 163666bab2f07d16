import { runAsSystem } from '#libs/request-context';
import { TenantDirectory } from '#libs/request-context';
import { startTenancy, type TenancyContext } from './tenancy-context.js';

let t: TenancyContext;
let slug: string;
let id: string;

beforeAll(async () => {
  t = await startTenancy();
  slug = t.slug('acme');
  ({ id } = await t.tenancy.provision({ slug, name: 'Acme', domain: 'service.acme.example' }));
});

describe('finding a tenant', () => {
  it('by id and slug', async () => {
    expect(await t.tenancy.tenantById(id)).toMatchObject({ slug, name: 'Acme', timezone: 'UTC' });
    expect(await t.tenancy.tenantBySlug(slug)).toMatchObject({ id });
    expect(await t.tenancy.tenantBySlug('nobody')).toBeUndefined();
    expect(await t.tenancy.tenantById('no uuid')).toBeUndefined();
    expect(await t.tenancy.tenantBySlug("' or 1=1")).toBeUndefined();
  });

  it.each([
    ['the slug below the base domain', () => `${slug}.fieldpilot.test`],
    ['any case and port', () => `${slug.toUpperCase()}.FieldPilot.Test:3000`],
    ['a domain of its own', () => 'service.acme.example'],
    ['a domain with a final dot', () => 'Service.Acme.Example.:443'],
  ])('by %s', async (_, host) => {
    expect(await t.tenancy.tenantByHost(host())).toMatchObject({ id });
  });

  it.each(['fieldpilot.test', 'localhost:3000', '127.0.0.1:3000', 'www.fieldpilot.test', '', 'a b'])(
    'not by %s',
    async (host) => {
      expect(await t.tenancy.tenantByHost(host)).toBeUndefined();
    },
  );

  it('not by a domain that nobody has verified', async () => {
    await t.database.query("insert into domains (tenant_id, domain) values ($1, 'unverified.example')", [id]);
    expect(await t.tenancy.tenantByHost('unverified.example')).toBeUndefined();
  });

  it('queries the database once for many', async () => {
    const rows = await Promise.all(Array.from({ length: 50 }, () => t.tenancy.tenantById(id)));
    expect(new Set(rows).size).toBe(1);
  });
});

describe('suspending', () => {
  const asOperator = <T>(work: () => Promise<T>): Promise<T> => runAsSystem('test', work);

  it('closes the tenant at once, in every process, and resuming opens it', async () => {
    const other = await startTenancy({ database: t.database });
    const directory = other.context.get(TenantDirectory);
    await other.tenancy.tenantBySlug(slug);
    await asOperator(() => t.tenancy.suspend(slug, 'unpaid'));
    const seen = await other.tenancy.tenantBySlug(slug);
    expect(seen).toMatchObject({ status: 'suspended', isActive: false });
    expect(() => other.tenancy.assertOpen(seen!)).toThrow(
      expect.objectContaining({ code: 'tenant.closed', kind: 'forbidden' }),
    );
    expect(await directory.findWorkable([id])).toEqual([]);
    await asOperator(() => t.tenancy.resume(slug, 'paid'));
    expect(await other.tenancy.tenantBySlug(slug)).toMatchObject({ status: 'trialing', isActive: true });
    expect(await directory.findWorkable([id])).toMatchObject([{ id }]);
    await other.close();
  });

  it('becomes active where the trial is over', async () => {
    await asOperator(() => t.tenancy.suspend(slug, 'unpaid'));
    t.clock.advance({ days: 30 });
    expect(await asOperator(() => t.tenancy.resume(slug, 'paid'))).toMatchObject({ status: 'active' });
  });

  it('refuses what makes no sense', async () => {
    await expect(asOperator(() => t.tenancy.resume(slug, 'paid'))).rejects.toMatchObject({
      code: 'tenant.invalid_transition',
    });
    await expect(asOperator(() => t.tenancy.suspend('nobody', 'x'))).rejects.toMatchObject({
      code: 'tenant.not_found',
    });
  });

  it('lists what operators see', async () => {
    const [tenant] = await t.tenancy.listTenants();
    expect(tenant).toMatchObject({
      slug,
      domain: 'service.acme.example',
      isActive: true,
      schemaName: `tenant_${slug.replace('-', '_')}`,
    });
    expect(tenant!.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

it('answers 503 for a tenant whose schema is too old for the program', async () => {
  await t.database.query('update tenants set schema_version = 0 where id = $1', [id]);
  const other = await startTenancy({ database: t.database });
  const tenant = await other.tenancy.tenantById(id);
  expect(() => other.tenancy.assertOpen(tenant!)).toThrow(
    expect.objectContaining({ code: 'tenant.being_migrated', kind: 'unavailable' }),
  );
  await other.close();
});
