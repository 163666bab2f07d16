import { workLogList } from '../../../src/contexts/work-orders/visits/application/work-log.queries.js';
import { WorkOrderSite } from '../../e2e/work-orders/work-order-site.js';
import { expectInOrder, ListPlans } from '../../support/list-plans.js';

const technicianId = '00000000-0000-7000-8000-000000000007';

// Two years of a hundred people, with two visits a day to work at fifty facilities; sixty of them are somewhere now.
const rows = [
  `insert into S.users (id, email, password_hash, role)
    select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, i || '@example.com', 'x', 'technician' from generate_series(1, 3000) i`,
  `insert into S.facilities (id, name) select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'Site ' || i from generate_series(1, 50) i`,
  `insert into S.tasks (facility_id, title, status)
    select ('00000000-0000-7000-8000-' || lpad((1 + i % 50)::text, 12, '0'))::uuid, 'Check ' || i, 'in_progress' from generate_series(1, 20000) i`,
  `insert into S.technician_work_logs (task_id, technician_id, work_status, arrival_time, departure_time, updated_at)
    select t.id, ('00000000-0000-7000-8000-' || lpad((1 + t.n % 100)::text, 12, '0'))::uuid, 'completed', now() - t.n * interval '30 minutes',
      now() - t.n * interval '30 minutes' + interval '20 minutes', now() - t.n * interval '20 minutes'
    from (select id, row_number() over () + 20000 * k as n from S.tasks, generate_series(0, 1) k) t`,
  `insert into S.technician_work_logs (task_id, technician_id, work_status, arrival_time)
    select (select id from S.tasks limit 1), u.id, 'in_progress', now() from S.users u where u.password_hash = 'x' order by u.id limit 60`,
];

let plans: ListPlans;
let workOrderId: string;

beforeAll(async () => {
  const { testApp, tenant } = await WorkOrderSite.open();
  plans = new ListPlans(testApp, tenant);
  const { schema } = tenant.ref;
  for (const statement of rows) await testApp.database.query(statement.replaceAll('S.', `${schema}.`));
  for (const table of ['users', 'facilities', 'tasks', 'technician_work_logs'])
    await testApp.database.query(`vacuum analyze ${schema}.${table}`);
  const [row] = await testApp.database.query<{ id: string }>(`select id from ${schema}.tasks limit 1`);
  workOrderId = row!.id;
}, 120_000);

describe('a page of forty thousand visits', () => {
  it.each([
    ['all', 'arrivedAt', {}],
    ['all by change', 'updatedAt', {}],
    ['those of a technician', 'arrivedAt', { technicianId }],
    ['those that are open', 'arrivedAt', { open: true }],
    ['those that have ended', 'arrivedAt', { ended: true }],
  ])('of %s is read in the order of an index', (_what, sort, filters) =>
    expectInOrder(plans, workLogList, sort, filters),
  );

  it.each([
    ['of a work order', () => ({ workOrderId })],
    ['at a facility', () => ({ facilityId: technicianId })],
    ['of a technician at a facility', () => ({ facilityId: technicianId, ownOf: technicianId })],
    [
      'of a month',
      () => ({
        arrivedAfter: new Date(Date.now() - 60 * 86_400_000),
        arrivedBefore: new Date(Date.now() - 30 * 86_400_000),
      }),
    ],
  ])('%s reads little', async (_what, filters) => {
    const { nodes, pages } = await plans.explain(workLogList, { limit: 25, sort: '-arrivedAt', filters: filters() });
    expect(nodes).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(5_000);
  });
});
