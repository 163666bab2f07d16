import pg from 'pg';
import { checkDrift } from '#libs/migrations';
import { runAsSystem } from '#libs/request-context';
import { closesAtEnd } from '#libs/testing';
import type { RegisteredTenant } from '#contexts/tenancy';
import { startTenancy, type TenancyContext } from './tenancy-context.js';

let t: TenancyContext;
let acme: RegisteredTenant;
let other: RegisteredTenant;

const asOperator = <T>(work: () => Promise<T>): Promise<T> => runAsSystem('test', work);
const suspend = () => asOperator(() => t.tenancy.suspend(acme.slug, 'unpaid'));
const resume = () => asOperator(() => t.tenancy.resume(acme.slug, 'paid'));

beforeAll(async () => {
  t = await startTenancy();
  acme = await t.tenancy.provision({ slug: t.slug('acme'), name: 'Acme' });
  other = await t.tenancy.provision({ slug: t.slug('other'), name: 'Other' });
});

afterEach(async () => {
  const { status } = await t.tenancy.showTenant(acme.slug);
  if (status === 'suspended') await resume();
});

/** A connection of the application's login, as a running process has it; closed with the spec file. */
async function connect(url = t.database.urls.appUrl): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  closesAtEnd(() => client.end());
  return client;
}

const users = ({ schema }: RegisteredTenant) => `select count(*)::int as count from ${schema}.users`;
const rolesOf = ({ role }: RegisteredTenant) => [role!, role!.replace(/_rw$/, '_ro')];

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: pg.DatabaseError) => error.code,
  );
}

/** The SQLSTATE of a query in a transaction of its own; undefined where it succeeds. */
async function asRole(client: pg.Client, role: string, text: string): Promise<string | undefined> {
  await client.query(`begin; set local role ${role}`);
  const code = await codeOf(client.query(text));
  await client.query('rollback');
  return code;
}

describe('a suspended tenant', () => {
  it('gives its roles nothing by raw SQL, at connections that are open already, and everything again when it is resumed', async () => {
    const client = await connect();
    const attempts = [
      users(acme),
      `select * from ${acme.schema}.schema_migrations`,
      `insert into ${acme.schema}.teams (id, name) values (gen_random_uuid(), 'x')`,
      `update ${acme.schema}.users set first_name = 'x'`,
      `delete from ${acme.schema}.tasks`,
      `lock table ${acme.schema}.users`,
    ];
    const outcomes = async (role: string) => {
      const codes: (string | undefined)[] = [];
      for (const text of attempts) codes.push(await asRole(client, role, text));
      return codes;
    };
    expect((await outcomes(acme.role!)).slice(0, 2)).toEqual([undefined, undefined]);
    await suspend();
    for (const role of rolesOf(acme)) expect(await outcomes(role)).toEqual(attempts.map(() => '42501'));
    expect(await asRole(client, other.role!, users(other))).toBeUndefined();
    await resume();
    for (const role of rolesOf(acme)) expect(await asRole(client, role, users(acme))).toBeUndefined();
  });

  it('is closed to statements that connections have prepared and used before, from their next transaction on', async () => {
    const client = await connect();
    const statement = { name: 'count_users', text: users(acme) };
    const inTransaction = async (): Promise<string | undefined> => {
      await client.query(`begin; set local role ${acme.role}`);
      const code = await codeOf(client.query(statement));
      await client.query('rollback');
      return code;
    };
    // from the sixth use on PostgreSQL may keep one plan for good
    for (let use = 0; use < 7; use += 1) expect(await inTransaction()).toBeUndefined();
    await client.query(`begin; set local role ${acme.role}`);
    await client.query(statement);
    await suspend();
    await client.query('commit');
    expect(await inTransaction()).toBe('42501');
    await resume();
    expect(await inTransaction()).toBeUndefined();
  });

  it('is as the drift check expects, which names one whose schema is open all the same', async () => {
    const pool = new pg.Pool({ connectionString: t.database.urls.migratorUrl, max: 1 });
    closesAtEnd(() => pool.end());
    const drift = () => checkDrift(pool, { isolation: 'role', schema: acme.schema });
    await suspend();
    expect(await drift()).toEqual([]);
    await t.database.query(`grant usage on schema ${acme.schema} to ${acme.role}`);
    expect(await drift()).toEqual([
      { schema: acme.schema, kind: 'grant', object: 'rw', expected: null, actual: 'USAGE' },
    ]);
    await resume();
    expect(await drift()).toEqual([]);
  });

  it('stays as it was where a change is refused: row, rights and log are one transaction', async () => {
    const client = await connect();
    await t.database.query(`alter function apply_tenant_access(uuid) rename to out_of_order`);
    await expect(suspend()).rejects.toMatchObject({ code: '42883' });
    await t.database.query(`alter function out_of_order(uuid) rename to apply_tenant_access`);
    expect(await t.tenancy.showTenant(acme.slug)).toMatchObject({ status: 'trialing', isActive: true });
    expect(await asRole(client, acme.role!, users(acme))).toBeUndefined();
  });
});

describe('the functions that run as the owner', () => {
  const account = (tenant: RegisteredTenant) => ({
    text: `select * from public.account_of_closed_tenant($1, 'ada@example.com')`,
    values: [tenant.id],
  });

  it('tell the login of the shared tables of accounts of closed tenants alone', async () => {
    const platform = await connect(t.database.urls.platformUrl);
    for (const { schema } of [acme, other])
      await t.database.query(
        `insert into ${schema}.users (email, password_hash, role) values ('Ada@example.com', 'hash', 'admin')`,
      );
    await suspend();
    expect((await platform.query(account(acme))).rows).toEqual([
      { id: expect.any(String), password_hash: 'hash', is_active: true, auth_version: 1 },
    ]);
    expect((await platform.query(account(other))).rows).toEqual([]);
    expect(await codeOf(platform.query(users(acme)))).toBe('42501');
    await resume();
    expect((await platform.query(account(acme))).rows).toEqual([]);
  });

  it('cannot be called by the application or a tenant', async () => {
    const client = await connect();
    expect(await codeOf(client.query(account(acme)))).toBe('42501');
    for (const role of rolesOf(other))
      for (const call of ['account_of_closed_tenant(null, null)', 'apply_tenant_access(null)'])
        expect(await asRole(client, role, `select public.${call}`)).toBe('42501');
    const rights = await t.database.query(
      `select proname from pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) x
       where pronamespace = 'public'::regnamespace and prosecdef and x.grantee = 0`,
    );
    expect(rights).toEqual([]);
  });
});

it('without roles the application alone keeps a suspended tenant closed, and resuming works all the same', async () => {
  const url = t.database.superuserUrl;
  const urls = { migratorUrl: url, platformUrl: url, appUrl: url, isolation: 'schema' as const };
  const plain = await startTenancy({ urls, database: t.database });
  const slug = plain.slug('plain');
  await plain.tenancy.provision({ slug, name: 'Plain' });
  await asOperator(() => plain.tenancy.suspend(slug, 'unpaid'));
  const tenant = (await plain.tenancy.tenantBySlug(slug))!;
  expect(() => plain.tenancy.assertOpen(tenant)).toThrow(expect.objectContaining({ code: 'tenant.closed' }));
  expect(await asOperator(() => plain.tenancy.resume(slug, 'paid'))).toMatchObject({ status: 'trialing' });
  await plain.close();
});
