import {
  requestHistoryList,
  serviceRequestList,
} from '../../../src/contexts/work-orders/requests/application/service-request.queries.js';
import { expectInOrder, ListPlans } from '../../support/list-plans.js';
import { WorkOrderSite } from '../../e2e/work-orders/work-order-site.js';

let site: WorkOrderSite;
let plans: ListPlans;

const userId = '00000000-0000-7000-8000-000000000007';

// a hundred people, twenty places, one work order for each tenth request
const rows = [
  `insert into S.users (id, email, password_hash, role)
    select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, i || '@example.com', 'x', 'customer' from generate_series(1, 100) i`,
  `insert into S.facilities (id, name)
    select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'Site ' || i from generate_series(1, 20) i`,
  `insert into S.equipment (id, facility_id, name, equipment_number)
    select f.id, f.id, 'Lift', f.name from S.facilities f where f.name like 'Site %'`,
  `insert into S.tasks (id, facility_id, title, assigned_to)
    select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, ('00000000-0000-7000-8000-' || lpad((1 + i % 20)::text, 12, '0'))::uuid,
      'Work ' || i, ('00000000-0000-7000-8000-' || lpad((1 + i % 100)::text, 12, '0'))::uuid
    from generate_series(1, 2000) i`,
  `insert into S.service_requests (request_number, title, description, priority, status, facility_id, equipment_id, requested_by,
      converted_task_id, created_at, updated_at)
    select 'SR-2026-' || i, 'Lift ' || i || ' rattles', 'Since Monday', (array['low', 'medium', 'high', 'critical'])[1 + i / 7 % 4],
      case when i % 10 = 0 then 'converted_to_task' else (array['pending', 'approved', 'rejected'])[1 + i % 3] end,
      ('00000000-0000-7000-8000-' || lpad((1 + i / 3 % 20)::text, 12, '0'))::uuid, ('00000000-0000-7000-8000-' || lpad((1 + i / 3 % 20)::text, 12, '0'))::uuid,
      ('00000000-0000-7000-8000-' || lpad((1 + i / 11 % 100)::text, 12, '0'))::uuid,
      case when i % 10 = 0 then ('00000000-0000-7000-8000-' || lpad((i / 10)::text, 12, '0'))::uuid end,
      now() - i * interval '25 minutes', now() - i * interval '20 minutes'
    from generate_series(1, 20000) i`,
  `insert into S.service_request_history (service_request_id, action, created_at)
    select r.id, 'created', r.created_at + n * interval '1 minute' from S.service_requests r, generate_series(1, 2) n`,
];

beforeAll(async () => {
  site = await WorkOrderSite.open();
  plans = new ListPlans(site.testApp, site.tenant);
  const { schema } = site.tenant.ref;
  for (const statement of rows) await site.testApp.database.query(statement.replaceAll('S.', `${schema}.`));
  for (const table of ['tasks', 'service_requests', 'service_request_history'])
    await site.testApp.database.query(`vacuum analyze ${schema}.${table}`);
}, 120_000);

describe('a page of service requests, out of many', () => {
  it.each([
    ['all, by age', 'createdAt', {}],
    ['all, by change', 'updatedAt', {}],
    ['at a facility', 'createdAt', { facilityId: userId }],
    ['about a machine', 'createdAt', { equipmentId: userId }],
    ['of a requester', 'createdAt', { requestedById: userId }],
    ['since a time', 'createdAt', { createdAfter: new Date(Date.now() - 90 * 86_400_000).toISOString() }],
  ])('%s, is read in the order of an index', (_what, sort, filters) =>
    expectInOrder(plans, serviceRequestList(), sort, filters),
  );

  it.each([
    ['in a state', { status: ['pending'] }],
    ['in two states', { status: ['pending', 'approved'] }],
    ['of a priority', { priority: ['critical'] }],
    ['that led to a work order', { workOrderId: userId }],
    ['that concern a user', { concerns: userId }],
    ['found by their number', { q: 'SR-2026-4711' }],
    ['found by words, of those that concern a user', { q: 'rattles', concerns: userId }],
  ])('%s, reads by an index and little', async (_what, filters) => {
    const request = { limit: 25, sort: '-createdAt', filters };
    const { nodes, pages } = await plans.explain(serviceRequestList(), request);
    expect(nodes).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(1_500);
  });

  it('shows the history of one of them, and reads little more than that', async () => {
    const [row] = await site.query<{ id: string }>('service_requests', `request_number = 'SR-2026-4711'`);
    const filters = { serviceRequestId: row!.id };
    const { pages } = await plans.explain(requestHistoryList, { limit: 25, sort: 'createdAt', filters });
    expect(pages).toBeLessThan(50);
  });
});
