import { startTenancy, type TenancyContext } from './tenancy-context.js';

let t: TenancyContext;

beforeAll(async () => {
  t = await startTenancy();
});

const schemaExists = async (schema: string): Promise<boolean> =>
  (await t.database.query('select from pg_namespace where nspname = $1', [schema])).length === 1;

describe('provisioning a tenant', () => {
  it('makes registry row, domain, schema, role and trial entitlements', async () => {
    const slug = t.slug('acme-lifts');
    const tenant = await t.tenancy.provision({ slug, name: 'Acme Lifts', timezone: 'Europe/Prague' });
    const schema = `tenant_${slug.replaceAll('-', '_')}`;
    expect(tenant).toMatchObject({ slug, schema, timezone: 'Europe/Prague', status: 'trialing', isActive: true });
    expect(tenant.role).toBe(`t_${slug.replaceAll('-', '_')}_rw`);
    expect(tenant.schemaVersion).toBeGreaterThanOrEqual(10);
    expect(await t.tenancy.tenantById(tenant.id)).toEqual(tenant);
    const [domain] = await t.database.query(
      'select domain, is_primary, is_verified from domains where tenant_id = $1',
      [tenant.id],
    );
    expect(domain).toEqual({ domain: `${slug}.fieldpilot.test`, is_primary: true, is_verified: true });
    const limits = await t.database.query(
      `select name from ${schema}.entitlements where kind = 'limit' and plan_slug = 'trial'`,
    );
    expect(limits.map((row) => row['name']).sort()).toEqual(['api_calls', 'equipment', 'storage_bytes', 'users']);
    expect(await t.database.query(`select 1 from ${schema}.usage_counters where used = 0`)).toHaveLength(4);
  });

  it('puts the first rows of other contexts into the same transaction', async () => {
    const slug = t.slug('first-rows');
    const firstRows = [{ table: 'counters', values: { name: 'made' } }];
    const { schema } = await t.tenancy.provision({ slug, name: 'First rows', firstRows });
    expect(await t.database.query(`select name from ${schema}.counters`)).toEqual([{ name: 'made' }]);
  });

  it('leaves nothing when a later step fails, and takes the same slug afterwards', async () => {
    const slug = t.slug('fails');
    const broken = [{ table: 'nowhere', values: { name: 'made' } }];
    await expect(t.tenancy.provision({ slug, name: 'Fails', firstRows: broken })).rejects.toThrow('does not exist');
    expect(await t.tenancy.tenantBySlug(slug)).toBeUndefined();
    expect(await schemaExists(`tenant_${slug.replaceAll('-', '_')}`)).toBe(false);
    await expect(t.tenancy.provision({ slug, name: 'Works' })).resolves.toMatchObject({ name: 'Works' });
    expect(await t.tenancy.tenantBySlug(slug)).toMatchObject({ name: 'Works' });
  });

  it('names the tenant that has the slug', async () => {
    const slug = t.slug('twice');
    const first = await t.tenancy.provision({ slug, name: 'The First' });
    await expect(t.tenancy.provision({ slug, name: 'The Second' })).rejects.toMatchObject({
      code: 'tenant.slug_taken',
      kind: 'conflict',
      message: expect.stringContaining('"The First"'),
      extra: { members: { existingId: first.id } },
    });
  });

  it('lets one of several at once have the slug', async () => {
    const slug = t.slug('race');
    const attempts = Array.from({ length: 4 }, (_, i) => t.tenancy.provision({ slug, name: `Racer ${i}` }));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [],
    );
    expect(codes).toEqual(['tenant.slug_taken', 'tenant.slug_taken', 'tenant.slug_taken']);
  });

  it('reports which tenant has a domain or schema already', async () => {
    const slug = t.slug('taken');
    await t.tenancy.provision({ slug, name: 'Taken', domain: 'Service.Example.COM.' });
    const other = { slug: t.slug('other'), name: 'Other' };
    await expect(t.tenancy.provision({ ...other, domain: 'service.example.com' })).rejects.toMatchObject({
      code: 'tenant.domain_taken',
    });
    const schemaName = `tenant_${slug.replaceAll('-', '_')}`;
    await expect(t.tenancy.provision({ ...other, schemaName })).rejects.toMatchObject({ code: 'tenant.schema_taken' });
    await t.database.query('create schema tenant_orphan_of_somebody');
    await expect(t.tenancy.provision({ ...other, schemaName: 'tenant_orphan_of_somebody' })).rejects.toMatchObject({
      code: 'tenant.schema_taken',
      message: expect.stringContaining('no registry entry'),
    });
  });

  it.each([
    ['slug', { slug: 'Has Space' }],
    ['slug', { slug: '-edge' }],
    ['slug', { slug: 'a'.repeat(57) }],
    ['slug', { slug: 'www' }],
    ['name', { name: ' ' }],
    ['name', { name: 'a'.repeat(256) }],
    ['name', { name: 'two\nlines' }],
    ['schemaName', { schemaName: 'public' }],
    ['schemaName', { schemaName: 'tenant_"; drop schema public' }],
    ['timezone', { timezone: 'Middle/Earth' }],
    ['domain', { domain: 'not a host' }],
  ])('refuses a wrong %s: %j', async (field, wrong) => {
    await expect(t.tenancy.provision({ slug: t.slug('wrong'), name: 'Wrong', ...wrong })).rejects.toMatchObject({
      kind: 'invalid',
      extra: { errors: [{ pointer: `/${field}` }] },
    });
  });

  it('gives the tenant role rights on its own schema alone', async () => {
    const a = await t.tenancy.provision({ slug: t.slug('own-a'), name: 'A' });
    const b = await t.tenancy.provision({ slug: t.slug('own-b'), name: 'B' });
    const asA = (table: string) =>
      t.database.query(`select has_table_privilege('${a.role}', '${table}', 'select') as allowed`);
    expect(await asA(`${a.schema}.users`)).toEqual([{ allowed: true }]);
    expect(await asA(`${b.schema}.users`)).toEqual([{ allowed: false }]);
    expect(await asA('public.tenants')).toEqual([{ allowed: false }]);
  });
});

describe('where roles cannot be made', () => {
  it('provisions with the login as owner and no role', async () => {
    const url = t.database.superuserUrl;
    const urls = { migratorUrl: url, platformUrl: url, appUrl: url, isolation: 'schema' as const };
    const plain = await startTenancy({ urls, database: t.database });
    const slug = plain.slug('schema-only');
    const tenant = await plain.tenancy.provision({ slug, name: 'Schema only' });
    expect(tenant.role).toBeNull();
    expect(await schemaExists(tenant.schema)).toBe(true);
    expect(
      await t.database.query('select from pg_roles where rolname = $1', [`t_${slug.replaceAll('-', '_')}_rw`]),
    ).toEqual([]);
    await plain.close();
  });
});
