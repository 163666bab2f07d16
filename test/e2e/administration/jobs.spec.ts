import { randomUUID } from 'node:crypto';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { JobRunner } from '#libs/jobs';
import { addOperator } from '../contract/api/stage.js';

// What runs for tenants, as operators see it. The tables of a tenant are damaged, so that its jobs fail.

let testApp: TestApp;
let acme: TestTenant;
let client: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  acme = await provisionTestTenant(testApp);
  const account = await addOperator(acme);
  const { body } = await testApp.anonymous.post('/admin/v1/auth/login').send(account).expect(200);
  client = testApp.withToken(body.accessToken as string);
});

const query = (text: string, values: unknown[] = []) => testApp.database.query<Record<string, string>>(text, values);
const tick = () => testApp.get(JobRunner).tick();

async function due(kind: string): Promise<string> {
  const insert = `insert into tenant_wakeups (tenant_id, kind, due_at) values ($1, $2, now() - interval '1 minute')
    on conflict (tenant_id, kind) do update set due_at = excluded.due_at returning id`;
  const [row] = await query(insert, [acme.ref.id, kind]);
  return row!['id']!;
}

const read = async (id: string) => (await client.get(`/admin/v1/jobs/${id}`).expect(200)).body;
const retry = (id: string) => client.post(`/admin/v1/jobs/${id}/retry`).send({ reason: 'Table is back' });

it('a job that fails says of what, how often and when it is tried again; a retry runs it at once', async () => {
  const { schema } = acme.ref;
  const id = await due('maintenance');
  await query(`alter table ${schema}.maintenance_schedules rename to away`);
  await tick();
  await query(`update tenant_wakeups set due_at = now() where id = $1`, [id]);
  await tick();
  const failed = await read(id);
  expect(failed).toMatchObject({ kind: 'maintenance', tenantId: acme.ref.id, tenantSlug: acme.slug, state: 'failing' });
  expect(failed).toMatchObject({ failures: 2, lastError: expect.stringContaining('maintenance_schedules') });
  expect(Date.parse(failed.nextRunAt as string)).toBeGreaterThan(Date.now() + 30_000);
  expect(Date.parse(failed.lastRunAt as string)).toBeLessThanOrEqual(Date.now());
  expect(failed.waitingSince).not.toBeNull();
  const failing = await client.get('/admin/v1/jobs?failing=true').expect(200);
  expect(failing.body.data.map((job: { id: string }) => job.id)).toEqual([id]);
  const { body: kinds } = await client.get('/admin/v1/jobs/kinds').expect(200);
  expect(kinds.kinds).toContainEqual(
    expect.objectContaining({ kind: 'maintenance', failing: 1, waitingSince: failed.waitingSince }),
  );

  await query(`alter table ${schema}.away rename to maintenance_schedules`);
  const { body: retried } = await retry(id).expect(200);
  expect(Date.parse(retried.nextRunAt as string)).toBeLessThanOrEqual(Date.now() + 1_000);
  await tick();
  // nothing is left to do
  expect((await client.get(`/admin/v1/jobs/${id}`)).body).toMatchObject({ status: 404 });
});

it('a job that runs says which lease it holds, and failures are forgotten once it succeeds', async () => {
  const id = await due('operations');
  await query(`update tenant_wakeups set failures = 3, last_error = 'Error: x', failed_at = now() where id = $1`, [id]);
  await query(
    `insert into job_leases (kind, resource, holder_id, until) values ('operations', $1, $2, now() + interval '20 seconds')
      on conflict (kind, resource) do update set until = excluded.until`,
    [acme.ref.id, randomUUID()],
  );
  expect(await read(id)).toMatchObject({ state: 'running', leasedUntil: expect.any(String), failures: 3 });
  await query(`update job_leases set until = acquired_at where kind = 'operations'`);
  expect(await read(id)).toMatchObject({ state: 'failing', leasedUntil: null });
  // one that is to run again, so that it is still there
  const insert = `insert into ${acme.ref.schema}.operations (id, kind, due_at) values ($1, 'nobody.runs_it', now() + interval '1 hour')`;
  await query(insert, [randomUUID()]);
  await tick();
  expect(await read(id)).toMatchObject({ state: 'scheduled', failures: 0, lastError: null, failedAt: null });
});

it('a job that does not exist cannot be retried, and nothing is written down', async () => {
  const count = async () => (await query(`select from platform_audit_logs where action = 'retry'`)).length;
  const before = await count();
  await retry(randomUUID()).expect(404);
  expect(await count()).toBe(before);
});
