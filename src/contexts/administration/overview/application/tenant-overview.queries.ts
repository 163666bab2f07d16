import { sql } from 'kysely';
import type { IdentityReadContract } from '#contexts/identity';
import type { TenancyReadContract } from '#contexts/tenancy';
import { isoUtc, platformQuery, tenantQuery } from '#libs/database';

/** How many of each are shown. */
export const MOST_SHOWN = 20;

export const domainsOf = platformQuery<Pick<TenancyReadContract, 'domains'>, { tenantId: string }>()((db, p) =>
  db
    .selectFrom('domains as d')
    .select(['d.id', 'd.domain', 'd.is_primary as isPrimary', 'd.is_verified as isVerified'])
    .select(['d.checked_at as checkedAt', 'd.check_result as checkResult', 'd.failing_since as failingSince'])
    .where('d.tenant_id', '=', p('tenantId'))
    .orderBy('d.is_primary', 'desc')
    .orderBy('d.domain'),
);

export type DomainView = (typeof domainsOf)['row'];

export function domainView(row: DomainView): DomainView {
  return { ...row, checkedAt: isoUtc(row.checkedAt), failingSince: isoUtc(row.failingSince) };
}

export const migrationFailureOf = platformQuery<
  Pick<TenancyReadContract, 'tenant_migration_failures'>,
  { tenantId: string }
>()((db, p) =>
  db
    .selectFrom('tenant_migration_failures as f')
    .select(['f.migration', 'f.error', 'f.attempts', 'f.failed_at as failedAt'])
    .where('f.tenant_id', '=', p('tenantId')),
);

export type MigrationFailureView = (typeof migrationFailureOf)['row'];

/** Counts by role, of active and inactive users. */
export const userCounts = tenantQuery<Pick<IdentityReadContract, 'users'>>()((db) =>
  db
    .selectFrom('users as u')
    .select('u.role')
    .select(sql<number>`(count(*) filter (where u.is_active))::int`.as('active'))
    .select(sql<number>`(count(*) filter (where not u.is_active))::int`.as('inactive'))
    .select(sql<string | null>`max(u.last_login_at)::text`.as('lastLoginAt'))
    .groupBy('u.role')
    .orderBy('u.role'),
);

interface LibraryTables {
  operations: {
    id: string;
    kind: string;
    status: string;
    error: object | null;
    finished_at: string | null;
    updated_at: string;
  };
  outbox: { id: string; event_type: string; attempts: number; dead_at: string | null; last_error: string | null };
  audit_logs: {
    id: string;
    action: string;
    actor_kind: string;
    resource_type: string | null;
    resource_id: string | null;
    created_at: string;
  };
}

export const failedOperations = tenantQuery<LibraryTables>()((db) =>
  db
    .selectFrom('operations as o')
    .select(['o.id', 'o.kind', 'o.finished_at as failedAt'])
    .select(sql<string | null>`o.error ->> 'detail'`.as('error'))
    .where('o.status', '=', 'failed')
    .orderBy('o.updated_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(MOST_SHOWN),
);

/** Events that no subscriber could handle, and that are tried no more. */
export const givenUpEvents = tenantQuery<LibraryTables>()((db) =>
  db
    .selectFrom('outbox as o')
    .select(['o.id', 'o.event_type as kind', 'o.dead_at as failedAt', 'o.last_error as error'])
    .where('o.dead_at', 'is not', null)
    .orderBy('o.dead_at', 'desc')
    .orderBy('o.id')
    .limit(MOST_SHOWN),
);

/** What was done last: without names and values, which belong to the people of the tenant. */
export const lastActs = tenantQuery<LibraryTables>()((db) =>
  db
    .selectFrom('audit_logs as a')
    .select(['a.id', 'a.action', 'a.actor_kind as actorKind', 'a.resource_type as resourceType'])
    .select(['a.resource_id as resourceId', 'a.created_at as createdAt'])
    .orderBy('a.created_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(MOST_SHOWN),
);
