import { insertRows, UnitOfWork } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { OperationRunner } from '#libs/operations';
import {
  createTestApp,
  provisionTestTenant,
  waitUntil,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { killMoments, type KillMoment } from '../../support/kill-moments.js';
import { triesEverything } from '../../support/sampling.js';
import { startFaultyProcess } from './faulty-process.js';

/** One more than are made in one transaction. */
const SCHEDULES = 501;

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;
let equipmentId: string;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
  const facility = (await admin.post('/v1/facilities').send({ name: 'Plant' }).expect(201)).body;
  const machine = { facilityId: facility.id, equipmentNumber: 'P-1', name: 'Pump' };
  equipmentId = (await admin.post('/v1/equipment').send(machine).expect(201)).body.id;
});

const query = <R extends object>(text: string, values: unknown[] = []) =>
  testApp.database.query<R & Record<string, unknown>>(text.replaceAll('tenant.', `${acme.ref.schema}.`), values);

async function addDueSchedules(): Promise<void> {
  const columns = {
    id: 'uuid',
    equipment_id: 'uuid',
    schedule_name: 'varchar',
    frequency_type: 'varchar',
    first_occurrence_local: 'timestamp',
    overlap: 'varchar',
    next_run_date: 'timestamptz',
    wake_at: 'timestamptz',
  };
  const first = new Date(Date.now() - 3_600_000).toISOString().slice(0, 19);
  const rows = Array.from({ length: SCHEDULES }, () => ({
    id: uuidv7(),
    equipment_id: equipmentId,
    schedule_name: 'Round',
    frequency_type: 'yearly',
    first_occurrence_local: first,
    overlap: 'allow',
    next_run_date: `${first}Z`,
    wake_at: `${first}Z`,
  }));
  await acme.run(() =>
    testApp.get(UnitOfWork).execute(insertRows(acme.ref.schema, 'maintenance_schedules', columns, rows)),
  );
}

/** Starts an operation for everything that is due; only the process under test runs it. */
async function startOperation(): Promise<string> {
  await addDueSchedules();
  const { id } = (await admin.post('/v1/maintenance-schedules/generate').expect(202)).body;
  await waitUntil(async () => (await query(`select 1 from tenant_wakeups where kind = 'operations'`)).length > 0);
  await query(`delete from tenant_wakeups where kind <> 'operations'`);
  await query('delete from job_leases');
  await query(`update tenant_wakeups set due_at = now() - interval '1 second'`);
  return id as string;
}

/** As after the lease of a dead process has expired, long after the server has noticed its end. */
async function takeOver(): Promise<void> {
  await waitUntil(async () => {
    const open = await query(`select 1 from pg_stat_activity
      where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`);
    return open.length === 0;
  });
  await query(
    `update tenant.operations set due_at = now() - interval '1 second' where status in ('queued', 'running')`,
  );
  const runner = testApp.get(OperationRunner);
  await acme.run(() => runner.startDue(acme.ref));
  await runner.idle();
}

async function workOrders(): Promise<{ all: number; distinct: number }> {
  const [row] = await query<{ all: number; distinct: number }>(
    'select count(*)::int as all, count(distinct maintenance_schedule_id)::int as distinct from tenant.tasks',
  );
  return row!;
}

/** Kills a process at a moment of its work; true when it ended before. */
async function finishesBefore(at: KillMoment, tick: () => Promise<object | null>): Promise<boolean> {
  const id = await startOperation();
  const finished = (await tick()) !== null;
  const [left] = await query<{ status: string; result: object | null }>(
    `select status, result from tenant.operations where id = '${id}'`,
  );
  foundAt.set(`${at.moment} ${at.step}`, `${left!.status}${left!.result ? ', part done' : ''}`);
  await takeOver();
  const { body } = await admin.get(`/v1/operations/${id}`).expect(200);
  expect(body).toMatchObject({ status: 'succeeded', result: { generated: SCHEDULES } });
  return finished;
}

const foundAt = new Map<string, string>();

it('an operation whose process is killed at any of its statements is taken up by another, and nothing is done twice or left out', async () => {
  let expected = 0;
  for (const moments of killMoments(3)) {
    const processes = await Promise.all(
      moments.map(({ step, moment }) => startFaultyProcess(testApp, { DIE_AT: String(step), DIE: moment })),
    );
    let finished = false;
    for (const [index, at] of moments.entries()) {
      finished = await finishesBefore(at, processes[index]!.tick);
      expected += SCHEDULES;
      expect(await workOrders()).toEqual({ all: expected, distinct: expected });
    }
    if (finished) break;
  }
  const states = ['queued', 'running', 'running, part done', 'succeeded, part done'];
  const found = [...new Set(foundAt.values())];
  expect(states).toEqual(expect.arrayContaining(found));
  // a sample may pass over one of them
  expect(found.length).toBeGreaterThanOrEqual(triesEverything ? 4 : 3);
}, 300_000);
