import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobRunner } from '#libs/jobs';
import { createTestApp, type TestApp } from '#libs/testing';
import { Recurrence } from '../../../src/contexts/work-orders/maintenance/domain/recurrence.js';
import { transitions, workOrderStatuses } from '../../../src/contexts/work-orders/orders/domain/work-order-status.js';
import { seedDemo } from '../../../src/demo/index.js';

let testApp: TestApp;
let dataDir: string;

beforeAll(async () => {
  testApp = await createTestApp();
  dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-demo-'));
  await seedDemo(testApp.app, { dataDir, baseUrl: 'http://localhost:3000' });
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe.each(['tenant_northlift', 'tenant_st_marien'])('the data of %s', (schema) => {
  const query = async (text: string) => testApp.database.query(text.replaceAll('@', `${schema}.`));
  const valuesOf = async (text: string): Promise<unknown[]> => (await query(text)).map((row) => Object.values(row)[0]);
  const expectNone = async (text: string): Promise<void> => expect(await query(text)).toEqual([]);

  it('has everything a company has', async () => {
    const [counts] = await query(`select (select count(*)::int from @facilities) as facilities,
      (select count(*)::int from @buildings) as buildings, (select count(*)::int from @equipment) as machines,
      (select count(*)::int from @teams) as teams, (select count(*)::int from @users where role = 'technician') as technicians`);
    expect(counts!['facilities']).toBeGreaterThanOrEqual(3);
    expect(counts!['machines']).toBeGreaterThanOrEqual(40);
    expect(counts!['technicians']).toBeGreaterThanOrEqual(3);
    expect(await valuesOf('select distinct role from @users order by role')).toEqual([
      'admin',
      'customer',
      'employee',
      'manager',
      'technician',
    ]);
    expect(await valuesOf('select distinct frequency_type from @maintenance_schedules order by 1')).toEqual([
      'custom_days',
      'daily',
      'monthly',
      'quarterly',
      'weekly',
      'yearly',
    ]);
    expect(await valuesOf('select distinct recurrence_basis from @maintenance_schedules order by 1')).toEqual([
      'fixed',
      'floating',
    ]);
    expect(new Set(await valuesOf('select distinct status from @tasks'))).toEqual(new Set(workOrderStatuses));
    expect(await valuesOf('select distinct status from @service_requests order by 1')).toEqual([
      'approved',
      'converted_to_task',
      'pending',
      'rejected',
    ]);
  });

  it('names maker, model, serial number, capacity and controller of each machine, and where each facility lies', async () => {
    await expectNone(
      `select * from @equipment where num_nulls(manufacturer, model, serial_number, capacity, controller, building_id) > 0`,
    );
    await expectNone(
      `select * from @facilities where num_nulls(address_line1, city, zip_code, latitude, longitude) > 0 or timezone not like 'Europe/%'`,
    );
  });

  it('counts what is in use', async () => {
    expect(await query('select name, used::int from @usage_counters order by name')).toEqual(
      await query(`select 'api_calls' as name, 0 as used union all
        select 'equipment', count(*)::int from @equipment where status <> 'decommissioned' union all
        select 'storage_bytes', 0 union all
        select 'users', count(*)::int from @users where is_active`),
    );
  });

  it('contains no history in the future', async () => {
    for (const table of [
      'tasks',
      'task_history',
      'task_comments',
      'technician_work_logs',
      'inventory_transactions',
      'notifications',
      'service_requests',
      'equipment',
      'maintenance_schedules',
    ]) {
      await expectNone(`select id from @${table} where created_at > now()`);
    }
    await expectNone(
      'select id from @technician_work_logs where departure_time > now() or arrival_time > departure_time',
    );
    await expectNone('select id from @notifications where read_at > now() or read_at < created_at');
    await expectNone(
      'select id from @tasks where completed_at < started_at or started_at < created_at or completed_at > now()',
    );
  });

  it('lets each work order take only the steps that work orders take', async () => {
    const byPast = new Map(Object.values(transitions).map((transition) => [transition.past as string, transition]));
    const orders = await query(`select t.status, t.version, array_agg(h.action order by h.created_at, h.id) as actions,
      count(distinct h.created_at)::int as changes
      from @tasks t left join @task_history h on h.task_id = t.id group by t.id`);
    for (const { status, version, actions, changes } of orders) {
      const [first, ...steps] = actions as string[];
      expect(first).toBe('created');
      const reached = steps.reduce((before: string, action) => {
        expect(byPast.get(action)?.from).toContain(before);
        return byPast.get(action)!.to;
      }, 'new');
      expect(reached).toBe(status);
      expect(version).toBe(changes);
    }
  });

  it('gives each work order the values that its status requires', async () => {
    await expectNone(
      `select id from @tasks where status in ('on_hold', 'canceled', 'rejected') and status_reason is null`,
    );
    await expectNone(
      `select id from @tasks where (status = 'completed') <> (completed_at is not null and actual_hours is not null)`,
    );
    await expectNone(`select id from @tasks where status = 'completed' and work_performed is null`);
    await expectNone(
      `select id from @tasks where status = 'assigned' and num_nonnulls(assigned_to, assigned_team_id) <> 1`,
    );
    await expectNone(`select t.id from @tasks t join @users u on u.id = t.assigned_to where not u.is_active`);
    await expectNone(`select t.id, t.actual_hours from @tasks t join @technician_work_logs l on l.task_id = t.id
      where t.status = 'completed' group by t.id having round(sum(l.work_time_minutes) / 60.0, 2) <> t.actual_hours`);
    expect(
      await query(
        `select id from @tasks where due_date < now() and status in ('new', 'assigned', 'in_progress', 'on_hold')`,
      ),
    ).not.toEqual([]);
  });

  it('has a stock that is the sum of the movements, and never negative', async () => {
    await expectNone(`select p.part_number from @inventory_parts p join @inventory_transactions m on m.part_id = p.id
      group by p.id having sum(m.quantity) <> p.quantity_in_stock`);
    await expectNone(`select part_id from (select part_id, sum(quantity) over (partition by part_id order by created_at, id) as stock
      from @inventory_transactions) running where stock < 0`);
    await expectNone(
      `select part_number from @inventory_parts where (quantity_in_stock <= reorder_level) <> (low_stock_since is not null)`,
    );
    await expectNone(`select l.id from @purchase_order_lines l left join @inventory_transactions m on m.purchase_order_line_id = l.id
      group by l.id having coalesce(sum(m.quantity), 0) <> l.quantity_received`);
    expect(
      await query(`select id from @inventory_transactions where transaction_type = 'usage' and task_id is not null`),
    ).not.toEqual([]);
  });

  it('links requests and the work orders made from them both ways', async () => {
    await expectNone(`select r.id from @service_requests r left join @tasks t on t.id = r.converted_task_id
      where (r.status = 'converted_to_task') <> (t.service_request_id is not distinct from r.id)`);
    await expectNone(
      `select id from @service_requests where reviewed_at < created_at or (status = 'rejected') <> (rejection_reason is not null)`,
    );
  });

  it('has dates of maintenance that follow from the rules', async () => {
    const schedules = await query(`select s.schedule_name, frequency_type, frequency_value, timezone,
      to_char(first_occurrence_local, 'YYYY-MM-DD"T"HH24:MI:SS') as first, s.next_run_date,
      array_agg(o.occurrence_at order by o.occurrence_at) filter (where o.id is not null) as past
      from @maintenance_schedules s left join @maintenance_occurrences o on o.schedule_id = s.id group by s.id`);
    for (const { frequency_type, frequency_value, timezone, first, next_run_date, past } of schedules) {
      const rule = {
        frequencyType: frequency_type,
        frequencyValue: frequency_value,
        timezone,
        firstOccurrenceAt: first,
      };
      const dates = [...((past as Date[] | null) ?? []), next_run_date as Date].map((date) => date.getTime());
      const expected = Recurrence.of(rule).upcoming(-Infinity, dates.length);
      expect(dates).toEqual(expected.map(({ at }) => at));
    }
  });

  it('has documents that expire soon or have expired, and users with notifications', async () => {
    expect(
      await valuesOf(
        `select count(*) > 0 from @equipment_documents where expiry_date between current_date and current_date + 30`,
      ),
    ).toEqual([true]);
    expect(await valuesOf(`select count(*) > 0 from @equipment_documents where expiry_date < current_date`)).toEqual([
      true,
    ]);
    expect(await valuesOf('select distinct is_read from @notifications order by 1')).toEqual([false, true]);
  });
});

describe('the maintenance that is due', () => {
  const generated = (schema: string) =>
    testApp.database.query<{ status: string; count: number }>(
      `select status, count(*)::int from ${schema}.maintenance_occurrences where created_at >= now() - interval '1 minute' group by status`,
    );

  it('becomes work orders of both tenants with the first run of the generation', async () => {
    await testApp.get(JobRunner).tick();

    for (const schema of ['tenant_northlift', 'tenant_st_marien']) {
      const counts = Object.fromEntries((await generated(schema)).map(({ status, count }) => [status, count]));
      expect(counts['generated']).toBeGreaterThanOrEqual(10);
      expect(counts['skipped']).toBe(1);
      const asleep = await testApp.database.query(
        `select id from ${schema}.maintenance_schedules where wake_at <= now()`,
      );
      expect(asleep).toEqual([]);
    }
  });
});
