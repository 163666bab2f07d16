import { WorkOrdersFacade } from '#contexts/work-orders';
import { Databases, insertRows, UnitOfWork } from '#libs/database';
import { JobRunner, TenantWakeups } from '#libs/jobs';
import { uuidv7 } from '#libs/kernel';
import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';
import { startFaultyProcess } from './faulty-process.js';
import { killMoments } from '../../support/kill-moments.js';

const HOUR = 3_600_000;

let testApp: TestApp;
let acme: TestTenant;
let equipmentId: string;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  acme = await provisionTestTenant(testApp);
  const admin = await acme.as('admin');
  const facility = (await admin.post('/v1/facilities').send({ name: 'Plant' }).expect(201)).body;
  const machine = { facilityId: facility.id, equipmentNumber: 'P-1', name: 'Pump' };
  equipmentId = (await admin.post('/v1/equipment').send(machine).expect(201)).body.id;
});

const query = <R extends object>(text: string, values: unknown[] = []) =>
  testApp.database.query<R & Record<string, unknown>>(text.replaceAll('tenant.', `${acme.ref.schema}.`), values);

/** Schedules with so many overdue dates each, all of which must be made. */
async function addDueSchedules(count: number, dates: number): Promise<void> {
  const first = new Date(Date.now() - dates * HOUR * 24 + HOUR);
  const columns = {
    id: 'uuid',
    equipment_id: 'uuid',
    schedule_name: 'varchar',
    frequency_type: 'varchar',
    first_occurrence_local: 'timestamp',
    catch_up: 'varchar',
    overlap: 'varchar',
    next_run_date: 'timestamptz',
    wake_at: 'timestamptz',
  };
  const schedule = {
    equipment_id: equipmentId,
    schedule_name: 'Round',
    frequency_type: 'daily',
    catch_up: 'all',
    overlap: 'allow',
  };
  const date = {
    first_occurrence_local: first.toISOString().slice(0, 19),
    next_run_date: first.toISOString().slice(0, 19) + 'Z',
    wake_at: first,
  };
  const rows = Array.from({ length: count }, () => ({ id: uuidv7(), ...schedule, ...date }));
  await acme.run(() =>
    testApp.get(UnitOfWork).execute(insertRows(acme.ref.schema, 'maintenance_schedules', columns, rows)),
  );
  await wake();
}

/** The tenant is due and unclaimed, as after the claim of a dead process has expired. */
async function wake(): Promise<void> {
  await query('delete from job_leases');
  await testApp.get(TenantWakeups).wakeBy(acme.ref.id, 'maintenance', new Date());
  await query(`update tenant_wakeups set due_at = now() - interval '1 second' where kind = 'maintenance'`);
}

interface Counts {
  occurrences: number;
  work_orders: number;
  distinct: number;
  history: number;
  audits: number;
  events: number;
  behind: number;
}

/** The number of rows that one occurrence must have. */
async function counts(): Promise<Counts> {
  const [row] = await query<Counts>(`select
    (select count(*)::int from tenant.maintenance_occurrences where status = 'generated') as occurrences,
    (select count(*)::int from tenant.tasks where maintenance_schedule_id is not null) as work_orders,
    (select count(distinct (maintenance_schedule_id, due_date))::int from tenant.tasks) as distinct,
    (select count(*)::int from tenant.task_history where action = 'created') as history,
    (select count(*)::int from tenant.audit_logs where resource_type = 'work_order') as audits,
    (select count(*)::int from tenant.outbox where event_type = 'work_order.created') as events,
    (select count(*)::int from tenant.maintenance_schedules where wake_at <= now()) as behind`);
  return row!;
}

const all = (n: number): Counts => ({
  occurrences: n,
  work_orders: n,
  distinct: n,
  history: n,
  audits: n,
  events: n,
  behind: 0,
});

describe('generation under faults', () => {
  let expected = 0;

  it('makes each of 1,000 and more occurrences once, though its process is killed again and again, between its statements', async () => {
    const killed: string[] = [];
    let finished = false;
    for (const moments of killMoments(3)) {
      const processes = await Promise.all(
        moments.map(({ step, moment }) => startFaultyProcess(testApp, { DIE_AT: String(step), DIE: moment })),
      );
      for (const [index, { step, moment }] of moments.entries()) {
        await addDueSchedules(4, 25);
        expected += 100;
        const outcome = await processes[index]!.tick();
        if (outcome === null) killed.push(`${moment} ${step}`);
        else finished = true;
        const { occurrences, behind: _, ...beside } = await counts();
        expect(Object.values(beside)).toEqual(Object.values(beside).map(() => occurrences));
      }
      if (finished) break;
    }
    expect(killed.length).toBeGreaterThanOrEqual(4);
    while (expected < 1_000) {
      await addDueSchedules(4, 25);
      expected += 100;
    }
    await wake();
    await testApp.get(JobRunner).tick();
    expect(await counts()).toEqual(all(expected));
  }, 300_000);

  it('makes each occurrence once when four processes with clocks two seconds apart tick at the same time', async () => {
    const processes = await Promise.all(
      ['-2000', '-700', '700', '2000'].map((skew) => startFaultyProcess(testApp, { SKEW_MS: skew })),
    );
    await addDueSchedules(60, 10);
    expected += 600;
    // other work of the tenant, whose calls are counted a minute later, would be served beside
    await query(`delete from tenant_wakeups where kind <> 'maintenance'`);
    const outcomes = await Promise.all(processes.map((process) => process.tick()));
    expect(outcomes.map((outcome) => outcome?.served).sort()).toEqual([0, 0, 0, 1]);
    expect(await counts()).toEqual(all(expected));
  }, 60_000);

  it('makes each occurrence once when four runs for one tenant overlap, without any lease', async () => {
    await addDueSchedules(40, 10);
    expected += 400;
    const facade = testApp.get(WorkOrdersFacade);
    const reports = await Promise.all([1, 2, 3, 4].map(() => acme.run(() => facade.generateMaintenance())));
    expect(reports.reduce((sum, { generated }) => sum + generated, 0)).toBe(400);
    expect(await counts()).toEqual(all(expected));
  });

  it('finds 1,000 idle tenants with one query', async () => {
    await query(`insert into tenants (id, schema_name, name, slug)
      select gen_random_uuid(), 'tenant_idle_' || n, 'idle ' || n, 'idle-' || n from generate_series(1, 1000) as n`);
    await query(
      `insert into tenant_wakeups select id, 'maintenance', now() + interval '1 day' from tenants on conflict (tenant_id, kind) do update set due_at = excluded.due_at`,
    );
    // the tenants of the other tests have more to do than to generate
    await query(`update tenant_wakeups set due_at = now() + interval '1 day'`);
    const { appPool, platformPool } = testApp.get(Databases);
    let roundTrips = 0;
    const count = () => void (roundTrips += 1);
    for (const pool of [appPool, platformPool]) pool.on('acquire', count);
    expect(await testApp.get(JobRunner).tick()).toBe(0);
    for (const pool of [appPool, platformPool]) pool.off('acquire', count);
    expect(roundTrips).toBe(1);
  });
});
