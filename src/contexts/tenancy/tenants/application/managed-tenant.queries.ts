import type { Kysely } from 'kysely';
import {
  anyOf,
  before,
  entityColumns,
  equals,
  matchesIn,
  platformQuery,
  tenantList,
  type EntityTable,
} from '#libs/database';
import type { TenantMigrationFailureSchema } from '../domain/tenant-migration-failure.entity.js';
import { TenantSchema } from '../domain/tenant.entity.js';
import type { TenantStatus } from '../domain/tenant-status.js';

interface Tables {
  tenants: EntityTable<typeof TenantSchema>;
  domains: { tenant_id: string; domain: string; is_primary: boolean };
  tenant_migration_failures: EntityTable<typeof TenantMigrationFailureSchema>;
}

const columns = entityColumns(TenantSchema, 't', [
  ...(['id', 'name', 'slug', 'schemaName', 'status', 'statusReason', 'statusChangedAt', 'trialEndsAt'] as const),
  ...(['companySize', 'industry', 'onboardingCompleted', 'planSlug', 'schemaVersion', 'ring'] as const),
  ...(['usersCount', 'equipmentCount', 'storageBytes', 'apiCallsCount', 'lastActivityAt', 'usageMeasuredAt'] as const),
  ...(['version', 'createdAt', 'updatedAt'] as const),
]);

const tenants = (db: Kysely<Tables>) =>
  db
    .selectFrom('tenants as t')
    .select(columns.select)
    .select((eb) => [
      eb
        .selectFrom('domains as d')
        .select('d.domain')
        .whereRef('d.tenant_id', '=', 't.id')
        .where('d.is_primary', '=', true)
        .as('domain'),
      eb
        .exists(
          eb.selectFrom('tenant_migration_failures as f').whereRef('f.tenant_id', '=', 't.id').select('f.tenant_id'),
        )
        .as('isMigrationFailing'),
    ]);

export const managedTenantById = platformQuery<Tables, { id: string }>()((db, p) =>
  tenants(db).where('t.id', '=', p('id')),
);

export interface ManagedTenantView {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly domain: string | null;
  readonly status: TenantStatus;
  readonly statusReason: string | null;
  readonly statusChangedAt: string;
  readonly trialEndsAt: string | null;
  readonly plan: string | null;
  readonly usage: {
    readonly users: number;
    readonly equipment: number;
    readonly storageBytes: number;
    readonly apiCalls: number;
    readonly lastActivityAt: string | null;
    readonly measuredAt: string | null;
  };
  readonly companySize: string | null;
  readonly industry: string | null;
  readonly onboardingCompleted: boolean;
  readonly schemaName: string;
  readonly schemaVersion: number;
  readonly isMigrationFailing: boolean;
  readonly ring: number;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function managedTenantView(row: typeof managedTenantById.row): ManagedTenantView {
  const { planSlug, usersCount, equipmentCount, storageBytes, apiCallsCount, ...rest } = columns.view(row);
  const { lastActivityAt, usageMeasuredAt, isMigrationFailing, ...shown } = rest;
  return {
    ...shown,
    plan: planSlug,
    // eight bytes come as text
    usage: {
      users: usersCount,
      equipment: equipmentCount,
      storageBytes: Number(storageBytes),
      apiCalls: Number(apiCallsCount),
      lastActivityAt,
      measuredAt: usageMeasuredAt,
    },
    isMigrationFailing: Boolean(isMigrationFailing),
  };
}

export const managedTenantList = tenantList<Tables>()({
  name: 'tenants',
  rows: tenants,
  id: 't.id',
  updatedAt: 't.updated_at',
  filters: {
    q: matchesIn('t.id', [
      { table: 'tenants', id: 'id' },
      { table: 'domains', id: 'tenant_id' },
    ]),
    status: anyOf('t.status'),
    plan: anyOf('t.plan_slug'),
    schemaVersion: equals('t.schema_version'),
    schemaVersionBelow: before('t.schema_version'),
    ring: equals('t.ring'),
  },
  sorts: {
    name: { column: 't.name', type: 'name' },
    slug: { column: 't.slug', type: 'text' },
    users: { column: 't.users_count', type: 'integer' },
    equipment: { column: 't.equipment_count', type: 'integer' },
    storage: { column: 't.storage_bytes', type: 'bigint' },
    lastActivityAt: { column: 't.last_activity_at', type: 'timestamptz', nullsAs: '-infinity' },
    createdAt: { column: 't.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  view: managedTenantView,
});
