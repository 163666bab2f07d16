import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobRunner } from '#libs/jobs';
import { AuditVerification } from '#libs/audit';
import { createTestApp, provisionTestTenant, waitUntil, type TestApp, type TestTenant } from '#libs/testing';
import { AuditSealer } from '../../../libs/audit/seals/audit-sealer.js';
import { aUser } from '../../builders/identity/user.builder.js';
import { fieldpilot } from '../tenancy/command-line.js';

let testApp: TestApp;
let acme: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  acme = await provisionTestTenant(testApp);
});

/** `S.` is the tenant's schema. */
const query = <Row extends Record<string, unknown>>(text: string, values: unknown[] = [], tenant = acme) =>
  testApp.database.query<Row>(text.replaceAll('S.', `${tenant.ref.schema}.`), values);
const verify = (tenant = acme, kept?: { sequence: number; chainHash: string }) =>
  tenant.run(() => testApp.get(AuditVerification).verify(kept));

async function seal(tenant = acme, app = testApp): Promise<void> {
  await waitUntil(async () => (await tenant.run(() => app.get(AuditSealer).sealSome())) === 0);
}

async function act(times: number, tenant = acme): Promise<void> {
  const admin = await tenant.as('admin');
  for (let i = 0; i < times; i += 1) await admin.post('/v1/users').send(aUser()).expect(201);
}

const dueSeals = (tenant = acme) =>
  testApp.database.query<{ due_at: Date }>(
    `select due_at from public.tenant_wakeups where kind = 'audit_seals' and tenant_id = $1`,
    [tenant.ref.id],
  );

describe('the seals', () => {
  it('are made soon after something was written, and nothing runs where nothing is', async () => {
    const tenant = await provisionTestTenant(testApp);
    expect(await dueSeals(tenant)).toEqual([]);
    await act(2, tenant);
    await waitUntil(async () => (await dueSeals(tenant)).length === 1);
    const run = async (): Promise<void> => {
      await query(`update public.tenant_wakeups set due_at = now() where tenant_id = $1 and kind = 'audit_seals'`, [
        tenant.ref.id,
      ]);
      await testApp.get(JobRunner).tick();
    };
    await run();
    const [counts] = await query<{ rows: number; seals: number }>(
      'select (select count(*)::int from S.audit_logs) as rows, (select count(*)::int from S.audit_seals) as seals',
      [],
      tenant,
    );
    expect(counts!.rows).toBeGreaterThanOrEqual(3);
    expect(counts!.seals).toBe(counts!.rows);
    expect(await verify(tenant)).toMatchObject({ sealed: counts!.seals, waiting: 0, difference: null });
    // looks for what was committed late, and then none
    expect(await dueSeals(tenant)).toHaveLength(1);
    await run();
    expect(await dueSeals(tenant)).toHaveLength(1);
    await query(`update S.audit_seals set sealed_at = sealed_at - interval '1 minute'`, [], tenant);
    await run();
    expect(await dueSeals(tenant)).toEqual([]);
  });

  it('are one chain, though several processes seal at once', async () => {
    const there = await createTestApp({ database: testApp.database, environment: { ROLE: 'api' } });
    await act(4);
    await Promise.all([testApp, there, testApp, there].map((app) => seal(acme, app)));
    const report = await verify();
    expect(report).toMatchObject({ waiting: 0, difference: null });
    expect(await query('select distinct audit_log_id from S.audit_seals')).toHaveLength(report.sealed);
  });

  it('that are late are an alarm of the health page', async () => {
    const tenant = await provisionTestTenant(testApp);
    await act(1, tenant);
    await waitUntil(async () => (await dueSeals(tenant)).length === 1);
    await query(
      `update public.tenant_wakeups set due_at = now() - interval '90 seconds' where tenant_id = $1 and kind = 'audit_seals'`,
      [tenant.ref.id],
    );
    const fresh = await createTestApp({ database: testApp.database, environment: { ROLE: 'api' } });
    const { body } = await fresh.anonymous.get('/health/ready');
    expect(body.figures.lateSeconds.audit_seals).toBeGreaterThanOrEqual(60);
  });

  it('wait for an entry whose transaction took long, and take it in', async () => {
    await act(1);
    await seal();
    await query(
      `insert into S.audit_logs (actor_kind, action, created_at) values ('system', 'late', now() - interval '5 minutes')`,
    );
    expect(await verify()).toMatchObject({ waiting: 1, difference: null });
    await seal();
    expect(await verify()).toMatchObject({ waiting: 0, difference: null });
  });
});

describe('the verification names', () => {
  let ids: string[];
  const entry = (index: number) => ids[index]!;
  beforeAll(async () => {
    await act(4);
    await seal();
    ids = (await query<{ id: string }>('select audit_log_id as id from S.audit_seals order by sequence')).map(
      ({ id }) => id,
    );
  });

  const columns =
    'user_id, actor_kind, actor_id, actor_name, action, resource_type, resource_id, request_id, ip_address, user_agent, changes, created_at';

  it.each([
    ['who', `user_id = null`],
    ['what', `action = 'read'`],
    ['the values', `changes = jsonb_set(changes, '{after,role}', '"customer"')`],
    ['a value that was none', `changes = changes || '{"extra": null}'`],
    ['when', `created_at = created_at - interval '1 microsecond'`],
    ['from where', `ip_address = '192.0.2.9'`],
  ])('an entry that was edited: %s', async (_what, change) => {
    const at = ids.findIndex((_, index) => index > 1);
    await query('create table S.kept as select * from S.audit_logs where id = $1', [entry(at)]);
    await query(`update S.audit_logs set ${change} where id = $1`, [entry(at)]);
    expect((await verify()).difference).toEqual({ kind: 'edited', sequence: at + 1, auditLogId: entry(at) });
    await query('delete from S.audit_logs where id = $1', [entry(at)]);
    expect((await verify()).difference).toEqual({ kind: 'deleted', sequence: at + 1, auditLogId: entry(at) });
    await query('insert into S.audit_logs select * from S.kept');
    await query('drop table S.kept');
    expect((await verify()).difference).toBeNull();
  });

  it('two that were swapped', async () => {
    const swap = () =>
      query(
        `update S.audit_logs a set (${columns}) = (select ${columns} from S.audit_logs b where b.id = case a.id when $1 then $2::uuid else $1::uuid end)
          where id in ($1, $2)`,
        [entry(1), entry(3)],
      );
    await swap();
    expect((await verify()).difference).toEqual({ kind: 'swapped', sequence: 2, auditLogId: entry(1) });
    await swap();
    expect((await verify()).difference).toBeNull();
  });

  it('one that was put in later', async () => {
    const [put] = await query<{ id: string }>(
      `insert into S.audit_logs (actor_kind, action, created_at) values ('system', 'forged', now() - interval '2 hours') returning id`,
    );
    await seal();
    expect((await verify()).difference).toEqual({ kind: 'inserted', sequence: null, auditLogId: put!.id });
    await query('delete from S.audit_logs where id = $1', [put!.id]);
  });

  it('a seal that was changed with its entry, or is missing', async () => {
    const change = (text: string) => query(`update S.audit_seals set ${text} where sequence = 2`);
    const [was] = await query<{ row_hash: string }>('select row_hash from S.audit_seals where sequence = 2');
    await change(`row_hash = repeat('a', 64)`);
    expect((await verify()).difference).toMatchObject({ kind: 'seal_changed', sequence: 2 });
    await change(`row_hash = '${was!.row_hash}'`);
    await query('create table S.kept as select * from S.audit_seals where sequence = 2');
    await query('delete from S.audit_seals where sequence = 2');
    expect((await verify()).difference).toMatchObject({ kind: 'seal_missing', sequence: 2 });
    await query('insert into S.audit_seals select * from S.kept');
    await query('drop table S.kept');
    expect((await verify()).difference).toBeNull();
  });

  it('an end that was cut off or made anew, by the head that was kept elsewhere', async () => {
    const { head } = await verify();
    expect((await verify(acme, head!)).difference).toBeNull();
    await query('create table S.kept as select * from S.audit_seals where sequence = $1', [head!.sequence]);
    await query('create table S.kept_row as select * from S.audit_logs where id = (select audit_log_id from S.kept)');
    await query('delete from S.audit_seals where sequence = $1', [head!.sequence]);
    await query('delete from S.audit_logs where id in (select id from S.kept_row)');
    expect((await verify()).difference).toBeNull();
    expect((await verify(acme, head!)).difference).toEqual({
      kind: 'cut_off',
      sequence: head!.sequence,
      auditLogId: null,
    });
    // something else in its place
    await act(1);
    await seal();
    expect((await verify(acme, head!)).difference).toMatchObject({ kind: 'seal_changed', sequence: head!.sequence });
    await query('delete from S.audit_seals where sequence >= $1', [head!.sequence]);
    await query('insert into S.audit_seals select * from S.kept');
    await query('insert into S.audit_logs select * from S.kept_row');
    await query('drop table S.kept, S.kept_row');
    await seal();
    expect((await verify(acme, head!)).difference).toBeNull();
  });
});

it('the commands tell heads and differences, of one tenant or all', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-audit-'));
  const { migratorUrl, platformUrl, appUrl } = testApp.database.urls;
  const urls = { DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl };
  const audit = (...words: string[]) => fieldpilot(['audit', ...words], { ...urls, FIELDPILOT_DATA: dataDir });
  await seal();
  const heads = await audit('heads', acme.slug);
  expect(JSON.parse(heads.stdout)).toEqual({ tenant: acme.slug, ...(await verify()).head });
  const file = join(dataDir, 'heads.ndjson');
  writeFileSync(file, heads.stdout);
  const dry = await audit('archive', acme.slug, '--dry-run');
  expect([dry.code, dry.stdout]).toEqual([
    0,
    expect.stringMatching(new RegExp(`^tenant +entries\n${acme.slug} +0\n$`)),
  ]);
  await query(
    `update S.audit_logs set action = 'read' where id = (select audit_log_id from S.audit_seals where sequence = 1)`,
  );
  const { code, stdout, stderr } = await audit('verify', '--heads', file);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^tenant +sealed +waiting\n/);
  expect(stderr).toMatch(new RegExp(`^${acme.slug}: the entry [0-9a-f-]{36} \\(seal 1\\) was edited\n$`));
  rmSync(dataDir, { recursive: true });
}, 120_000);
