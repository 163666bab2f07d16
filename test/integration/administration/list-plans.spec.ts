import { createTestApp, type TestApp } from '#libs/testing';
import { pageStatements, readPage, type TenantList } from '../../../libs/database/list/tenant-list.js';
import { jobList } from '../../../src/contexts/administration/background/application/job.queries.js';
import { platformAuditLogList } from '../../../src/contexts/identity/audit-log/application/platform-audit-log.queries.js';
import { managedTenantList } from '../../../src/contexts/tenancy/tenants/application/managed-tenant.queries.js';

// What operators compare: ten thousand tenants, three jobs for each, and a log of a hundred thousand acts.

const TENANTS = 10_000;

const rows = `
  insert into tenants (id, schema_name, name, slug, status, ring, schema_version, plan_slug, users_count, equipment_count, storage_bytes,
      last_activity_at, created_at)
    select id(i), 'tenant_t' || i, 'Lifts of ' || i, 'lifts-' || i, (array['trialing', 'active', 'active', 'suspended'])[1 + i % 4], i % 3,
      case when i % 50 = 0 then 22 else 23 end, (array['trial', 'team', 'business'])[1 + i % 3], i % 997, i % 1999, i::bigint * 1000003 % 100000007,
      case when i % 7 > 0 then now() - i * interval '1 minute' end, now() - i * interval '1 hour'
    from generate_series(1, ${TENANTS}) i;
  insert into domains (tenant_id, domain, is_primary, is_verified) select id(i), 'service' || i || '.example.com', true, true
    from generate_series(1, ${TENANTS}) i;
  insert into tenant_wakeups (tenant_id, kind, due_at, failures)
    select id(i), kind, now() + i * interval '1 second', case when i % 500 = 0 then 3 else 0 end
    from generate_series(1, ${TENANTS}) i, unnest(array['maintenance', 'operations', 'usage']) kind;
  insert into job_leases (kind, resource, holder_id, until) select kind, tenant_id::text, gen_random_uuid(), now() from tenant_wakeups;
  insert into platform_audit_logs (actor_kind, tenant_id, action, resource_type, resource_id, created_at)
    select 'operator', id(1 + i % ${TENANTS}), (array['read', 'read', 'update', 'login'])[1 + i % 4], 'tenant', id(1 + i % ${TENANTS}),
      now() - i * interval '1 minute' from generate_series(1, 100000) i`;

const tenantId = '00000000-0000-7000-8000-000000004711';
const scope = { id: 'platform', schema: 'public' };

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  for (const statement of rows.split(';'))
    await testApp.database.query(
      statement.replaceAll(/\bid\(([^()]*)\)/g, `('00000000-0000-7000-8000-' || lpad(($1)::text, 12, '0'))::uuid`),
    );
  for (const table of ['tenants', 'domains', 'tenant_wakeups', 'job_leases', 'platform_audit_logs'])
    await testApp.database.query(`vacuum analyze ${table}`);
}, 120_000);

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Plan[];
}

type AnyList = TenantList<unknown, unknown>;
interface Request {
  readonly limit: number;
  readonly sort: string;
  readonly filters: Record<string, unknown>;
  readonly cursor?: string | undefined;
}

// a handful of operators is read whole
const isSmall = (plan: Plan): boolean => plan['Relation Name'] === 'operators';
const nodesOf = (plan: Plan): string[] => [
  ...(isSmall(plan) ? [] : [plan['Node Type']]),
  ...(plan.Plans ?? []).flatMap(nodesOf),
];

async function explain(list: unknown, request: Request) {
  const [statement] = pageStatements(list as AnyList, request, scope, 'secret');
  const text = `explain (analyze, buffers, format json) ${statement!.text}`;
  const [row] = await testApp.database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(text, statement!.values);
  const { Plan: plan } = row!['QUERY PLAN'][0];
  return { nodes: nodesOf(plan), pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] };
}

async function nextCursor(list: unknown, request: Request): Promise<string> {
  const { spec } = list as AnyList;
  const shownAsIs = Object.assign(Object.create(list as object), {
    spec: { ...spec, view: (row: unknown) => row },
  }) as AnyList;
  const [statement] = pageStatements(list as AnyList, request, scope, 'secret');
  const found = await testApp.database.query(statement!.text, statement!.values);
  const results = [{ rows: found, rowCount: found.length, command: 'SELECT' }];
  return readPage(shownAsIs, request, scope, 'secret', results).nextCursor!;
}

const sorts = Object.keys(managedTenantList.spec.sorts);

describe('a page of ten thousand tenants', () => {
  it.each(sorts)('by %s is read in the order of an index, whichever way', async (sort) => {
    for (const direction of ['', '-']) {
      const request = { limit: 25, sort: `${direction}${sort}`, filters: {} };
      for (const cursor of [undefined, await nextCursor(managedTenantList, request)]) {
        const { nodes, pages } = await explain(managedTenantList, { ...request, cursor });
        expect(nodes).not.toContain('Sort');
        expect(pages).toBeLessThan(400);
      }
    }
  });

  it.each([
    [{ q: 'lifts 4711' }],
    [{ q: 'service4711.example' }],
    [{ status: ['suspended'] }],
    [{ plan: ['team'] }],
    [{ schemaVersion: 22 }],
    [{ schemaVersionBelow: 23 }],
    [{ ring: 0 }],
  ])('that are %j reads few pages', async (filters) => {
    const { pages } = await explain(managedTenantList, { limit: 25, sort: 'name', filters });
    expect(pages).toBeLessThan(1_000);
  });

  it('finds words of names, slugs and domains by their indexes', async () => {
    for (const q of ['lifts 4711', 'lifts-4711', 'service4711.example.com']) {
      const { nodes } = await explain(managedTenantList, { limit: 25, sort: 'name', filters: { q } });
      expect(nodes.filter((node) => node === 'Bitmap Index Scan').length).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('a page of thirty thousand jobs', () => {
  it.each([
    [{}],
    [{ failing: true }],
    [{ tenantId }],
    [{ dueBefore: new Date().toISOString() }],
    [{ kind: ['usage'] }],
  ])('that are %j reads few pages', async (filters) => {
    const { nodes, pages } = await explain(jobList, { limit: 25, sort: 'nextRunAt', filters });
    expect(nodes).not.toContain('Seq Scan');
    expect(pages).toBeLessThan(800);
  });
});

describe('a page of a hundred thousand acts', () => {
  it.each([[{}], [{ tenantId }], [{ action: ['update'] }], [{ resourceType: 'tenant', resourceId: tenantId }]])(
    'that are %j reads few pages',
    async (filters) => {
      const { nodes, pages } = await explain(platformAuditLogList, { limit: 25, sort: '-createdAt', filters });
      expect(nodes).not.toContain('Seq Scan');
      expect(pages).toBeLessThan(400);
    },
  );
});
