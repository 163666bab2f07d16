import { pageStatements } from '../../../libs/database/list/tenant-list.js';
import { workOrderList } from '../../../src/contexts/work-orders/orders/application/work-order.queries.js';
import { WorkOrderSite } from '../../e2e/work-orders/work-order-site.js';

let site: WorkOrderSite;

// Years of work: nine of ten work orders are done, a hundred people share them.
const history = `
  insert into users (id, email, password_hash, role)
    select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, i || '@example.com', 'x', 'technician' from generate_series(1, 100) i;
  insert into tasks (facility_id, equipment_id, title, status, priority, assigned_to, due_date, created_at, completed_at)
    select $1, $2, 'Check ' || i, case when i < 18000 then 'completed' else (array['new', 'assigned', 'in_progress', 'on_hold'])[1 + i % 4] end,
      (array['low', 'medium', 'high', 'critical'])[1 + i / 7 % 4],
      ('00000000-0000-7000-8000-' || lpad((1 + i % 100)::text, 12, '0'))::uuid,
      case when i % 10 > 0 then now() - interval '1 year' + i * interval '30 minutes' end, now() - interval '1 year' + i * interval '25 minutes',
      case when i < 18000 then now() - interval '1 year' + i * interval '27 minutes' end
    from generate_series(1, 20000) i`;

beforeAll(async () => {
  site = await WorkOrderSite.open();
  const { testApp, tenant } = site;
  for (const statement of history.split(';')) {
    const text = statement.replace(/insert into (users|tasks)/, `insert into ${tenant.ref.schema}.$1`);
    await testApp.database.query(text, text.includes('$1') ? [site.facilityId, site.equipmentId] : []);
  }
  await testApp.database.query(`vacuum analyze ${tenant.ref.schema}.tasks`);
});

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Loops': number;
  Plans?: Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

async function explain(filters: object, sort: string, limit = 25): Promise<{ pages: number; scans: string[] }> {
  const request = { limit, sort, filters: filters as Record<string, unknown> };
  const [statement] = pageStatements(workOrderList(), request, site.tenant.ref, 'secret');
  const text = `explain (analyze, buffers, format json) ${statement!.text}`;
  const [row] = await site.testApp.database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(text, statement!.values);
  const { Plan: plan } = row!['QUERY PLAN'][0];
  const used = nodesOf(plan).filter((node) => node['Relation Name'] === 'tasks' && node['Actual Loops'] > 0);
  const scans = used.map((node) => node['Node Type']);
  return { pages: (plan as unknown as Record<string, number>)['Shared Hit Blocks']!, scans };
}

const bob = '00000000-0000-7000-8000-000000000007';
const open = ['assigned', 'in_progress'];
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const [weekAgo, monthAgo, twoMonthsAgo] = [7, 30, 60].map(daysAgo);

describe('a page of work orders out of many', () => {
  it.each([
    [{}, '-createdAt'],
    [{}, 'dueAt'],
    [{}, '-priority'],
    [{ openStatus: open }, 'dueAt'],
    [{ openStatus: ['new'] }, 'createdAt'],
    [{ overdue: true }, 'dueAt'],
    [{ assigneeId: bob, openStatus: open }, 'dueAt'],
    [{ assigneeId: bob }, '-createdAt'],
    [{ teamId: bob, openStatus: open }, 'dueAt'],
    [{ facilityId: bob, openStatus: open }, 'dueAt'],
    [{ concerns: bob }, 'dueAt'],
    [{}, 'completedAt'],
    [{}, '-completedAt'],
    [{ createdAfter: monthAgo }, '-createdAt'],
    [{ createdBefore: monthAgo }, 'createdAt'],
    [{ createdAfter: monthAgo, createdBefore: weekAgo }, '-createdAt'],
    [{ completedAfter: twoMonthsAgo }, '-completedAt'],
    [{ completedBefore: twoMonthsAgo }, '-completedAt'],
    [{ completedAfter: twoMonthsAgo, completedBefore: monthAgo }, 'completedAt'],
    [{ completedAfter: twoMonthsAgo }, '-createdAt'],
    [{ q: 'check 4711' }, '-createdAt'],
    [{ workOrderNumber: `WO-${new Date().getUTCFullYear()}-4711` }, '-createdAt'],
    [{ numberOrText: `WO-${new Date().getUTCFullYear()}-4711` }, '-createdAt'],
    [{ concerns: bob, updatedAfter: weekAgo }, 'updatedAt'],
    [{ updatedAfter: weekAgo }, '-createdAt'],
  ])('%j by %s reads by an index and little', async (filters, sort) => {
    const { pages, scans } = await explain(filters, sort);
    expect(scans).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(1_500);
  });
});

describe('the open work of one of a hundred people', () => {
  it('is read in the order of its due times: no row is read that the page does not show', async () => {
    const { scans, pages } = await explain({ assigneeId: bob, openStatus: open }, 'dueAt', 10);
    expect(scans).toEqual(['Index Scan']);
    expect(pages).toBeLessThan(100);
  });
});
