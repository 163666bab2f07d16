import { AuditArchiver, AuditVerification } from '#libs/audit';
import { JobRunner } from '#libs/jobs';
import { createTestApp, provisionTestTenant, waitUntil, type TestApp, type TestTenant } from '#libs/testing';
import { AuditSealer } from '../../../libs/audit/seals/audit-sealer.js';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
});

/** `S.` is the tenant's schema. */
const query = <Row extends Record<string, unknown>>({ ref }: TestTenant, text: string, values: unknown[] = []) =>
  testApp.database.query<Row>(text.replaceAll('S.', `${ref.schema}.`), values);
const archiver = (tenant: TestTenant, app = testApp) => ({
  count: () => tenant.run(() => app.get(AuditArchiver).count()),
  move: () => tenant.run(() => app.get(AuditArchiver).move()),
  nextTime: () => tenant.run(() => app.get(AuditArchiver).nextTime()),
});
const verify = (tenant: TestTenant) => tenant.run(() => testApp.get(AuditVerification).verify());
const seal = (tenant: TestTenant) =>
  waitUntil(async () => (await tenant.run(() => testApp.get(AuditSealer).sealSome())) === 0);

/** A tenant with so many entries from two years ago, and one of yesterday, all of them sealed. */
async function tenantWithPast(old: number): Promise<TestTenant> {
  const tenant = await provisionTestTenant(testApp);
  await query(
    tenant,
    `insert into S.audit_logs (actor_kind, actor_name, action, resource_type, ip_address, changes, created_at)
      select 'system', 'import', 'update', 'facility', '192.0.2.7', jsonb_build_object('before', jsonb_build_object('n', null), 'after', jsonb_build_object('n', 0.10 * n)),
        now() - interval '2 years' + n * interval '1 microsecond' from generate_series(1, $1::int) as n`,
    [old],
  );
  await query(
    tenant,
    `insert into S.audit_logs (actor_kind, action, created_at) values ('system', 'recent', now() - interval '1 day')`,
  );
  await seal(tenant);
  return tenant;
}

const rowsOf = (tenant: TestTenant, table: string) =>
  query<{ row: object }>(
    tenant,
    `select to_jsonb(r) - 'archived_at' as row from S.${table} r where actor_name = 'import' order by id`,
  );

it('what is older than a year moves, column by column, can still be verified and read, and no other entry moves', async () => {
  const tenant = await tenantWithPast(5);
  const before = await rowsOf(tenant, 'audit_logs');
  expect(await archiver(tenant).count()).toBe(5);
  expect(await rowsOf(tenant, 'audit_logs')).toEqual(before);
  expect(await archiver(tenant).move()).toEqual({ moved: 5, isDone: true });
  expect(await rowsOf(tenant, 'audit_logs')).toEqual([]);
  expect(await rowsOf(tenant, 'audit_logs_archive')).toEqual(before);
  expect(await verify(tenant)).toMatchObject({ difference: null });
  expect(await archiver(tenant).move()).toEqual({ moved: 0, isDone: true });
  const admin = await tenant.as('admin');
  const list = async (more = '') =>
    (await admin.get(`/v1/audit-logs?resourceType=facility&include=total${more}`).expect(200)).body;
  expect(await list()).toMatchObject({ total: 0, data: [] });
  const archived = await list('&archived=true&sort=createdAt&limit=2');
  expect(archived).toMatchObject({ total: 5, data: [{ actorName: 'import' }, { actorName: 'import' }] });
  const next = await list(`&archived=true&sort=createdAt&limit=3&cursor=${archived.nextCursor}`);
  expect(next.data).toHaveLength(3);
  await admin.get(`/v1/audit-logs?cursor=${archived.nextCursor}&sort=createdAt`).expect(400);
  const [one] = archived.data;
  expect((await admin.get(`/v1/audit-logs/${one.id}`).expect(200)).body).toEqual(one);
  expect((await admin.get('/v1/audit-logs?action=recent')).body.data).toHaveLength(1);
  await (await tenant.as('manager')).get('/v1/audit-logs?archived=true').expect(403);
});

it('entries without a seal stay, and are told as put in later', async () => {
  const tenant = await tenantWithPast(1);
  await query(
    tenant,
    `insert into S.audit_logs (actor_kind, action, created_at) values ('system', 'forged', now() - interval '3 years')`,
  );
  expect(await archiver(tenant).move()).toMatchObject({ moved: 1 });
  expect(await query(tenant, `select id from S.audit_logs where action = 'forged'`)).toHaveLength(1);
  expect(await verify(tenant)).toMatchObject({ difference: { kind: 'inserted' } });
  expect(await archiver(tenant).nextTime()).toBeNull();
});

it('what is changed or deleted in the archive is named', async () => {
  const tenant = await tenantWithPast(3);
  await archiver(tenant).move();
  await query(
    tenant,
    `update S.audit_logs_archive set changes = changes || '{"x": 1}' where id = (select audit_log_id from S.audit_seals where sequence = 2)`,
  );
  expect(await verify(tenant)).toMatchObject({ difference: { kind: 'edited', sequence: 2 } });
  await query(
    tenant,
    `delete from S.audit_logs_archive where id = (select audit_log_id from S.audit_seals where sequence = 1)`,
  );
  expect(await verify(tenant)).toMatchObject({ difference: { kind: 'deleted', sequence: 1 } });
});

it('several processes that move at once, batch by batch, lose and double nothing', async () => {
  const tenant = await tenantWithPast(2_300);
  const there = await createTestApp({ database: testApp.database, environment: { ROLE: 'api' } });
  const outcomes = await Promise.all([testApp, there, testApp].map((app) => archiver(tenant, app).move()));
  const last = await archiver(tenant).move();
  expect([...outcomes, last].reduce((sum, { moved }) => sum + moved, 0)).toBe(2_300);
  expect(await rowsOf(tenant, 'audit_logs_archive')).toHaveLength(2_300);
  expect(await verify(tenant)).toMatchObject({ sealed: 2_301, difference: null });
});

it('the job moves them on the first of a month, and is not asked for where nothing is old', async () => {
  const [old, young] = [await tenantWithPast(2), await tenantWithPast(0)];
  expect(await archiver(young).nextTime()).toBeNull();
  const due = (await archiver(old).nextTime())!;
  expect([due.getUTCDate(), due.getUTCHours(), due.getUTCMinutes()]).toEqual([1, 0, 0]);
  expect(due.getTime()).toBeLessThan(Date.now());
  await testApp.database.query(
    `insert into public.tenant_wakeups (tenant_id, kind, due_at) values ($1, 'audit_archive', now())`,
    [old.ref.id],
  );
  await testApp.get(JobRunner).tick();
  expect(await rowsOf(old, 'audit_logs_archive')).toHaveLength(2);
  const left = await testApp.database.query(
    `select due_at from public.tenant_wakeups where kind = 'audit_archive' and tenant_id = $1`,
    [old.ref.id],
  );
  expect(left).toEqual([]);
});
