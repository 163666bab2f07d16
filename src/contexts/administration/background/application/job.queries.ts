import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { TenancyReadContract } from '#contexts/tenancy';
import { anyOf, before, equals, isoUtc, platformQuery, tenantList } from '#libs/database';
import type { JobState } from '../domain/job-state.js';

type Tables = Pick<TenancyReadContract, 'tenant_wakeups' | 'tenants'> & {
  job_leases: { kind: string; resource: string; acquired_at: string; until: string };
};

const state = sql<JobState>`case when l.until > now() then 'running' when w.failures > 0 then 'failing'
  when w.due_at <= now() then 'due' else 'scheduled' end`;

const jobs = (db: Kysely<Tables>) =>
  db
    .selectFrom('tenant_wakeups as w')
    .innerJoin('tenants as t', 't.id', 'w.tenant_id')
    .leftJoin('job_leases as l', (join) =>
      join.onRef('l.kind', '=', 'w.kind').on(sql<boolean>`l.resource = w.tenant_id::text`),
    )
    .select(['w.id', 'w.kind', 'w.tenant_id as tenantId', 't.slug as tenantSlug'])
    .select(state.as('state'))
    .select(['w.due_at as nextRunAt', 'w.waiting_since as waitingSince', 'l.acquired_at as lastRunAt'])
    .select(sql<string | null>`case when l.until > now() then l.until end`.as('leasedUntil'))
    .select(['w.failures', 'w.failed_at as failedAt', 'w.last_error as lastError']);

export const jobById = platformQuery<Tables, { id: string }>()((db, p) => jobs(db).where('w.id', '=', p('id')));

/** By what it is: a job that ends and is woken again has another id. */
export const jobOfTenant = platformQuery<Tables, { tenantId: string; kind: string }>()((db, p) =>
  jobs(db).where('w.tenant_id', '=', p('tenantId')).where('w.kind', '=', p('kind')),
);

/** Those of one tenant whose last run failed. */
export const failingJobs = platformQuery<Tables, { tenantId: string }>()((db, p) =>
  jobs(db).where('w.tenant_id', '=', p('tenantId')).where('w.failures', '>', 0).orderBy('w.kind'),
);

export type JobView = (typeof jobById)['row'];

export function jobView(row: JobView): JobView {
  return {
    ...row,
    nextRunAt: isoUtc(row.nextRunAt),
    waitingSince: isoUtc(row.waitingSince),
    lastRunAt: isoUtc(row.lastRunAt),
    leasedUntil: isoUtc(row.leasedUntil),
    failedAt: isoUtc(row.failedAt),
  };
}

/** In the words of the index. */
const isFailing = (value: unknown): RawBuilder<boolean> => sql`(w.failures > 0) = ${value}::boolean`;

export const jobList = tenantList<Tables>()({
  name: 'jobs',
  rows: jobs,
  id: 'w.id',
  filters: {
    kind: anyOf('w.kind'),
    tenantId: equals('w.tenant_id'),
    failing: isFailing,
    dueBefore: before('w.due_at'),
  },
  sorts: { nextRunAt: { column: 'w.due_at', type: 'timestamptz' } },
  defaultSort: 'nextRunAt',
  view: jobView,
});
