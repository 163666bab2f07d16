import pg from 'pg';
import { checkDrift } from '../../../libs/migrations/drift.js';
import { sentStatements } from '#libs/testing';
import { runInContext } from '#libs/request-context';
import type { RegisteredTenant } from '#contexts/tenancy';
import { keepSpares, orphansIn, rolesOf, sparesIn } from './spares-of.js';
import { startTenancy, type TenancyContext } from './tenancy-context.js';

let t: TenancyContext;

beforeAll(async () => {
  t = await startTenancy({ spareSchemas: 2 });
});
beforeEach(() => keepSpares(t.context));

const signUp = (slug: string, context = t): Promise<RegisteredTenant> =>
  context.tenancy.provisionSignUp({ slug, name: slug, currency: 'CHF' });

/** Everything that is sent while somebody signs up, in lower case. */
async function textsOf(work: () => Promise<unknown>): Promise<string[]> {
  const messages = await sentStatements(() => runInContext({ requestId: 'r', actor: { kind: 'anonymous' } }, work));
  return messages.flat().map(({ text }) => text.trim().toLowerCase());
}

const changesTheCatalogue = (text: string): boolean => /\b(create|alter|drop|grant|revoke)\b/.test(text);

describe('spare schemas', () => {
  it('are as many as configured, whoever looks after them and how often', async () => {
    const other = await startTenancy({ database: t.database, spareSchemas: 2 });
    await t.database.query('delete from job_leases');
    const [spare] = await sparesIn(t.database);
    await signUp(t.slug('one-less'));
    await Promise.all([
      keepSpares(t.context),
      keepSpares(other.context),
      keepSpares(t.context),
      keepSpares(other.context),
    ]);
    await keepSpares(other.context);
    const spares = await sparesIn(t.database);
    expect(spares).toHaveLength(2);
    expect(await orphansIn(t.database)).toEqual([]);
    expect(await rolesOf(t.database, spares)).toHaveLength(4);
    expect(spare).toBeDefined();
    await other.close();
  });

  it('are no tenants: nobody lists them, no name leads to them, nothing in them differs from the migrations', async () => {
    const [spare] = await sparesIn(t.database);
    const slug = spare!.slice('tenant_'.length);
    const tenants = await t.tenancy.allTenants();
    expect(tenants.map(({ schema }) => schema)).not.toContain(spare);
    expect(await t.tenancy.tenantBySlug(slug)).toBeUndefined();
    expect(await t.tenancy.tenantByHost(`${slug}.fieldpilot.test`)).toBeUndefined();
    const pool = new pg.Pool({ connectionString: t.database.urls.migratorUrl, max: 1 });
    const drift = await checkDrift(pool, { isolation: 'role' }).finally(() => pool.end());
    expect(drift).toEqual([]);
  });

  it('make a sign-up that changes no catalogue: the schema, its roles and grants are there', async () => {
    const spares = await sparesIn(t.database);
    const slug = t.slug('ready');
    let tenant: RegisteredTenant | undefined;
    const texts = await textsOf(async () => void (tenant = await signUp(slug)));
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.filter(changesTheCatalogue)).toEqual([]);
    expect(spares).toContain(tenant!.schema);
    expect(await sparesIn(t.database)).toEqual(spares.filter((name) => name !== tenant!.schema));
    expect(await t.tenancy.tenantBySlug(slug)).toEqual(tenant);
    const [{ used } = { used: 0 }] = await t.database.query<{ used: string }>(
      `select count(*) as used from ${tenant!.schema}.usage_counters`,
    );
    expect(Number(used)).toBe(4);
    const [settings] = await t.database.query('select settings, schema_version from tenants where slug = $1', [slug]);
    expect(settings).toMatchObject({ settings: { timezone: 'UTC', currency: 'CHF' } });
    expect(settings!['schema_version']).toBe(tenant!.schemaVersion);
  });

  it('may be used up: then the schema is made, of the same shape', async () => {
    await signUp(t.slug('first'));
    await signUp(t.slug('second'));
    expect(await sparesIn(t.database)).toEqual([]);
    const tenant = await signUp(t.slug('third'));
    expect(tenant.schemaVersion).toBeGreaterThan(20);
    const pool = new pg.Pool({ connectionString: t.database.urls.migratorUrl, max: 1 });
    expect(await checkDrift(pool, { isolation: 'role' }).finally(() => pool.end())).toEqual([]);
  });

  it('go to one sign-up each, in whichever process', async () => {
    await signUp(t.slug('takes-one'));
    const [last, ...others] = await sparesIn(t.database);
    expect(others).toEqual([]);
    const processes = [t, await startTenancy({ database: t.database }), await startTenancy({ database: t.database })];
    const tenants = await Promise.all(processes.map((context, index) => signUp(t.slug(`at-once-${index}`), context)));
    const schemas = tenants.map(({ schema }) => schema);
    expect(new Set(schemas).size).toBe(3);
    expect(schemas.filter((schema) => schema === last)).toHaveLength(1);
    expect(await orphansIn(t.database)).toEqual([]);
  });

  it('stay when the sign-up fails', async () => {
    const spares = await sparesIn(t.database);
    const slug = t.slug('fails');
    const broken = [{ table: 'nowhere', values: { name: 'made' } }];
    await expect(t.tenancy.provisionSignUp({ slug, name: slug, firstRows: broken })).rejects.toThrow('does not exist');
    expect(await sparesIn(t.database)).toEqual(spares);
    expect(spares).toContain((await signUp(slug)).schema);
  });

  it('are made anew when migrations move on, and their roles go with them', async () => {
    const old = await sparesIn(t.database);
    await t.database.query('update spare_schemas set schema_version = schema_version - 1');
    const tenant = await signUp(t.slug('meanwhile'));
    expect(old).not.toContain(tenant.schema);
    await keepSpares(t.context);
    const spares = await sparesIn(t.database);
    expect(spares).toHaveLength(2);
    expect(spares.filter((name) => old.includes(name))).toEqual([]);
    expect(await orphansIn(t.database)).toEqual([]);
    expect(await rolesOf(t.database, old)).toEqual([]);
  });

  it('are left to a newer release that runs beside this one', async () => {
    await t.database.query('update spare_schemas set schema_version = 9999');
    await t.database.query(
      "insert into platform_migrations (scope, version, name, checksum) values ('tenant', 9999, 'next', 'x')",
    );
    const spares = await sparesIn(t.database);
    await keepSpares(t.context);
    expect(await sparesIn(t.database)).toEqual(spares);
    await t.database.query('delete from platform_migrations where version = 9999');
    await keepSpares(t.context);
    expect((await sparesIn(t.database)).filter((name) => spares.includes(name))).toEqual([]);
  });

  it('are dropped where none are wanted any more', async () => {
    const none = await startTenancy({ database: t.database, spareSchemas: 0 });
    await keepSpares(none.context);
    expect(await sparesIn(t.database)).toEqual([]);
    expect(await orphansIn(t.database)).toEqual([]);
    await none.close();
  });

  it('are not dropped under a sign-up that is taking them', async () => {
    const [spare] = await sparesIn(t.database);
    const taking = new pg.Client({ connectionString: t.database.superuserUrl });
    await taking.connect();
    await taking.query('begin');
    await taking.query('delete from spare_schemas where schema_name = $1', [spare]);
    const none = await startTenancy({ database: t.database, spareSchemas: 0 });
    await keepSpares(none.context);
    await taking.query('rollback');
    await taking.end();
    expect(await sparesIn(t.database)).toEqual([spare]);
    expect(await orphansIn(t.database)).toEqual([]);
    await none.close();
  });
});

describe('where roles cannot be made', () => {
  it('spares have none, and a sign-up takes them alike', async () => {
    const url = t.database.superuserUrl;
    const urls = { migratorUrl: url, platformUrl: url, appUrl: url, isolation: 'schema' as const };
    const plain = await startTenancy({ urls, database: t.database, spareSchemas: 1 });
    await keepSpares(plain.context);
    const [spare] = await sparesIn(t.database);
    const tenant = await signUp(t.slug('schema-only'), plain);
    expect(tenant).toMatchObject({ schema: spare, role: null });
    expect(await rolesOf(t.database, [spare!])).toEqual([]);
    expect(await t.database.query(`select from ${spare}.users`)).toEqual([]);
    await plain.close();
  });
});
