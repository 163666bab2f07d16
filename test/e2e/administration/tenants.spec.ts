import { createTestApp, provisionTestTenant, waitUntil, type TestApp, type TestTenant } from '#libs/testing';
import { TenancyFacade } from '#contexts/tenancy';
import { JobRunner } from '#libs/jobs';
import type { HttpClient } from '#libs/testing';
import { MonthQuotas } from '../../../libs/limits/month-quotas.js';
import { addOperator } from '../contract/api/stage.js';

let testApp: TestApp;
let acme: TestTenant;
let client: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  acme = await provisionTestTenant(testApp);
  const account = await addOperator(acme, 'support');
  const { body } = await testApp.anonymous.post('/admin/v1/auth/login').send(account).expect(200);
  client = testApp.withToken(body.accessToken as string);
});

const query = <T>(text: string, values: unknown[] = []) =>
  testApp.database.query<T & Record<string, unknown>>(text, values) as Promise<T[]>;

async function listed(parameters: string): Promise<string[]> {
  const { body } = await client.get(`/admin/v1/tenants?limit=100&${parameters}`).expect(200);
  return (body.data as { id: string }[]).map(({ id }) => id);
}

const suspend = (tenant: TestTenant) => tenant.run(() => testApp.get(TenancyFacade).suspend(tenant.slug, 'unpaid'));

/** Counts what the tenant uses, as the job does a minute after calls. */
async function measure(tenant: TestTenant): Promise<void> {
  await testApp.get(MonthQuotas).flush(tenant.ref);
  const due = `update tenant_wakeups set due_at = now() where kind = 'usage' and tenant_id = $1 returning id`;
  await waitUntil(async () => (await query(due, [tenant.ref.id])).length > 0, { what: 'a measurement to come' });
  await testApp.get(JobRunner).tick();
}

describe('the list of tenants', () => {
  it('tells what each uses, as counted after calls of its people', async () => {
    const tenant = await provisionTestTenant(testApp);
    const read = async () => (await client.get(`/admin/v1/tenants/${tenant.ref.id}`).expect(200)).body;
    const unused = await read();
    expect(unused.plan).toBe('trial');
    expect(unused.usage).toMatchObject({ users: 1, apiCalls: 0, lastActivityAt: null, measuredAt: expect.any(String) });
    const admin = await tenant.as('admin');
    await admin.post('/v1/facilities').send({ name: 'Tower', facilityType: 'office' }).expect(201);
    await tenant.addUser('technician');
    await measure(tenant);
    const { plan, usage } = await read();
    expect(plan).toBe('trial');
    expect(usage).toMatchObject({ users: 2, equipment: 0, storageBytes: 0, apiCalls: expect.any(Number) });
    expect(usage.apiCalls).toBeGreaterThan(0);
    expect(Date.parse(usage.lastActivityAt as string)).toBeGreaterThan(Date.now() - 60_000);
    expect(usage.measuredAt).not.toBeNull();
    expect(await listed('plan=trial&sort=-users')).toContain(tenant.ref.id);
    const left = `select from tenant_wakeups where kind = 'usage' and tenant_id = $1`;
    expect(await query(left, [tenant.ref.id])).toEqual([]);
  });

  it('finds them by words of name, slug and any domain, by status, schema version and ring', async () => {
    const [one, other] = [await provisionTestTenant(testApp), await provisionTestTenant(testApp)];
    const { id } = one.ref;
    await query(`update tenants set name = 'Nordlicht Aufzüge', ring = 7, schema_version = 12 where id = $1`, [id]);
    await query(
      `insert into domains (id, tenant_id, domain) values (gen_random_uuid(), $1, 'wartung.nordlicht.example')`,
      [id],
    );
    for (const q of ['nordlicht', 'AUFZÜGE', 'nordlicht aufzüge', one.slug, 'wartung', 'wartung.nordlicht.example'])
      expect([q, await listed(`q=${encodeURIComponent(q)}`)]).toEqual([q, [id]]);
    expect(await listed('ring=7')).toEqual([id]);
    expect(await listed('schemaVersion=12')).toEqual([id]);
    expect(await listed('schemaVersionBelow=13')).toEqual([id]);
    expect(await listed('status=suspended')).toEqual([]);
    await suspend(other);
    expect(await listed('status=suspended')).toEqual([other.ref.id]);
  });

  it.each(['status=open', 'ring=-1', 'ring=40000', 'schemaVersion=1.5', 'sort=schemaName', 'plan=', 'limit=0'])(
    'refuses %s',
    async (parameters) => {
      const { body } = await client.get(`/admin/v1/tenants?${parameters}`).expect(400);
      expect(body.errors[0].pointer).toMatch(new RegExp(`^/${parameters.split('=')[0]}`));
    },
  );
});

describe('the overview of a tenant', () => {
  const overview = async (tenant: TestTenant) =>
    (await client.get(`/admin/v1/tenants/${tenant.ref.id}/overview`).expect(200)).body;

  it('tells users, limits, domains, what failed and what was done, without what its people wrote', async () => {
    const admin = await acme.as('admin');
    await admin.post('/v1/facilities').send({ name: 'Secret tower', facilityType: 'office' }).expect(201);
    const { schema, id } = acme.ref;
    await query(`insert into ${schema}.operations (id, kind, status, error, finished_at)
      values (gen_random_uuid(), 'maintenance.generate', 'failed', '{"detail": "It broke."}', now())`);
    await query(`insert into ${schema}.outbox (aggregate_type, aggregate_id, event_type, payload, dead_at, last_error)
      values ('thing', gen_random_uuid(), 'thing.made', '{}', now(), 'Nobody listens')`);
    await query(
      `insert into tenant_wakeups (tenant_id, kind, due_at, failures, last_error) values ($1, 'broken', now() + interval '1 day', 2, 'Error: x')`,
      [id],
    );
    await query(
      `insert into tenant_migration_failures (tenant_id, migration, error) values ($1, '0099_next', 'lock timeout')`,
      [id],
    );
    const shown = await overview(acme);
    expect(shown.tenant).toMatchObject({ id, slug: acme.slug, isMigrationFailing: true });
    expect(shown.domains).toEqual([expect.objectContaining({ isPrimary: true, isVerified: true })]);
    expect(shown.migrationFailure).toMatchObject({ migration: '0099_next', attempts: 1 });
    expect(shown.failingJobs).toEqual([expect.objectContaining({ kind: 'broken', failures: 2, state: 'failing' })]);
    expect(shown.account.users).toEqual([expect.objectContaining({ role: 'admin', active: 1, inactive: 0 })]);
    expect(shown.account.usage.users).toMatchObject({ used: 1, limit: 100 });
    expect(shown.account.failedOperations).toEqual([
      expect.objectContaining({ kind: 'maintenance.generate', error: 'It broke.' }),
    ]);
    expect(shown.account.givenUpEvents).toEqual([expect.objectContaining({ kind: 'thing.made' })]);
    expect(shown.account.lastActs).toContainEqual(
      expect.objectContaining({ action: 'create', resourceType: 'facility', actorKind: 'user' }),
    );
    expect(JSON.stringify(shown)).not.toContain('Secret tower');
    expect(JSON.stringify(shown)).not.toContain(acme.admin.email);
  });

  it.each([
    ['closed', suspend],
    ['behind', (tenant: TestTenant) => query('update tenants set schema_version = 3 where id = $1', [tenant.ref.id])],
  ])('shows the registry alone of one that is %s, whose operations cannot be read', async (_state, close) => {
    const tenant = await provisionTestTenant(testApp);
    await close(tenant);
    await waitUntil(async () => (await overview(tenant)).account === null, { what: 'a closed account' });
    const { body } = await client.get(`/admin/v1/tenants/${tenant.ref.id}/operations`).expect(409);
    expect(body.code).toBe('tenant.not_readable');
  });
});

describe('the operations of a tenant', () => {
  it('are those of that tenant alone, without what came of them', async () => {
    const [one, other] = [await provisionTestTenant(testApp), await provisionTestTenant(testApp)];
    const insert = `insert into ${one.ref.schema}.operations (id, kind, status, result)
      values (gen_random_uuid(), 'x.y', 'succeeded', '{"secret": 1}') returning id`;
    const [{ id }] = (await query<{ id: string }>(insert)) as [{ id: string }];
    const at = ({ ref }: TestTenant) => `/admin/v1/tenants/${ref.id}/operations`;
    const { body } = await client.get(at(one)).expect(200);
    expect(body.data).toEqual([expect.objectContaining({ id, kind: 'x.y' })]);
    expect(body.data[0]).not.toHaveProperty('result');
    await client.get(`${at(one)}/${id}`).expect(200);
    await client.get(`${at(other)}/${id}`).expect(404);
    expect((await client.get(at(other)).expect(200)).body.data).toEqual([]);
  });
});

it('a look that cannot be written down shows nothing', async () => {
  await query('revoke insert on platform_audit_logs from fp_platform');
  try {
    const { body, status } = await client.get(`/admin/v1/tenants/${acme.ref.id}/overview`);
    expect(status).toBe(500);
    expect(body).not.toHaveProperty('tenant');
  } finally {
    await query('grant insert on platform_audit_logs to fp_platform');
  }
});
