import { pageStatements } from '../../../libs/database/list/tenant-list.js';
import { workOrderList } from '../../../src/contexts/work-orders/orders/application/work-order.queries.js';
import { boardBy } from '../../../src/contexts/work-orders/dispatch/application/board.queries.js';
import { calendarList } from '../../../src/contexts/work-orders/dispatch/application/calendar.queries.js';
import { workOnSite } from '../../../src/contexts/work-orders/my-work/application/my-work.queries.js';
import { healthOfMachine } from '../../../src/contexts/work-orders/health/application/health.queries.js';
import { backlog } from '../../../src/contexts/work-orders/reports/application/backlog.queries.js';
import { costsByEquipment } from '../../../src/contexts/work-orders/reports/application/cost-ranking.queries.js';
import { costs } from '../../../src/contexts/work-orders/reports/application/costs.queries.js';
import { firstTimeFix } from '../../../src/contexts/work-orders/reports/application/first-time-fix.queries.js';
import { mttr } from '../../../src/contexts/work-orders/reports/application/mttr.queries.js';
import { plannedRatio } from '../../../src/contexts/work-orders/reports/application/planned-ratio.queries.js';
import { pmCompliance } from '../../../src/contexts/work-orders/reports/application/pm-compliance.queries.js';
import { reliabilityByModel } from '../../../src/contexts/work-orders/reports/application/reliability.queries.js';
import { technicianLoad } from '../../../src/contexts/work-orders/reports/application/technician-load.queries.js';
import { WorkOrderSite } from '../../e2e/work-orders/work-order-site.js';

let site: WorkOrderSite;

// Years of work: nine of ten work orders are done, a hundred people share them.
const history = `
  insert into users (id, email, password_hash, role)
    select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, i || '@example.com', 'x', 'technician' from generate_series(1, 100) i;
  insert into tasks (facility_id, equipment_id, title, status, priority, assigned_to, due_date, scheduled_date, created_at, completed_at)
    select $1, $2, 'Check ' || i, case when i < 18000 then 'completed' else (array['new', 'assigned', 'in_progress', 'on_hold'])[1 + i % 4] end,
      (array['low', 'medium', 'high', 'critical'])[1 + i / 7 % 4],
      ('00000000-0000-7000-8000-' || lpad((1 + i % 100)::text, 12, '0'))::uuid,
      case when i % 10 > 0 then now() - interval '1 year' + i * interval '30 minutes' end,
      case when i % 3 > 0 then now() - interval '1 year' + i * interval '26 minutes' end, now() - interval '1 year' + i * interval '25 minutes',
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
    [{ customFields: '{"permit": "4711"}' }, '-createdAt'],
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

describe('views of work out of many', () => {
  const blocks = async (statement: { readonly text: string; readonly values: readonly unknown[] }) => {
    const text = `explain (analyze, buffers, format json) ${statement.text}`;
    const [row] = await site.testApp.database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(text, [...statement.values]);
    const { Plan: plan } = row!['QUERY PLAN'][0];
    const scans = nodesOf(plan).filter((node) => node['Relation Name'] === 'tasks' && node['Actual Loops'] > 0);
    expect(scans.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    return (plan as unknown as Record<string, number>)['Shared Hit Blocks']!;
  };
  const schema = () => site.tenant.ref.schema;
  const nobody = { concerns: null, assigneeId: null, teamId: null, facilityId: null };

  it.each([[{}], [{ assigneeId: bob }], [{ facilityId: bob }], [{ concerns: bob }]])(
    'the board of %j reads by an index and little',
    async (given) => {
      const filters = { ...nobody, ...given };
      expect(await blocks(boardBy(filters).bind(schema(), { ...filters, limit: 10 }))).toBeLessThan(5_000);
    },
  );

  it.each([
    [{ scheduledAfter: monthAgo, scheduledBefore: weekAgo }, 'scheduledAt'],
    [{ openStatus: open, unscheduled: true }, 'dueAt'],
    [{ concerns: bob, scheduledAfter: monthAgo, scheduledBefore: weekAgo }, 'scheduledAt'],
  ])('the calendar of %j reads by an index and little', async (filters, sort) => {
    const [statement] = pageStatements(calendarList, { limit: 100, sort, filters }, site.tenant.ref, 'secret');
    expect(await blocks(statement!)).toBeLessThan(3_000);
  });

  it.each([
    ['pm-compliance of a month', pmCompliance, {}],
    ['mttr of a month', mttr, {}],
    ['planned-ratio of somebody', plannedRatio, { assigneeId: bob }],
    ['first-time-fix of what one sees', firstTimeFix, { concerns: bob }],
    ['costs of a facility', costs, { facilityId: bob }],
    ['costs-by-equipment of a month', costsByEquipment, {}],
    ['technician-load of somebody', technicianLoad, { assigneeId: bob }],
    ['reliability-by-model at a facility', reliabilityByModel, { facilityId: bob }],
    ['backlog of a team', backlog, { teamId: bob }],
  ] as const)('the report %s reads by an index and little', async (_name, report, filters) => {
    const [from, until] = [daysAgo(90), daysAgo(60)];
    const values = { ...filters, bounds: [from, until], from, until };
    expect(await blocks(report.query(values as never).bind(schema(), values as never))).toBeLessThan(3_500);
  });

  it('health of a machine reads by an index', async () => {
    expect(await blocks(healthOfMachine.bind(schema(), { id: bob, user: null }))).toBeLessThan(100);
  });

  it('one’s own work reads by an index and little', async () => {
    expect(await blocks(workOnSite.bind(schema(), { user: bob, limit: 51 }))).toBeLessThan(6_000);
  });
});

describe('the open work of one of a hundred people', () => {
  it('is read in the order of its due times: no row is read that the page does not show', async () => {
    const { scans, pages } = await explain({ assigneeId: bob, openStatus: open }, 'dueAt', 10);
    expect(scans).toEqual(['Index Scan']);
    expect(pages).toBeLessThan(100);
  });
});
