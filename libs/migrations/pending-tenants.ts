import { escapeLiteral, type Pool } from 'pg';
import { StartupError } from '#libs/kernel';
import { assertUnchanged, platformLedgerRows, type AppliedMigration } from './ledger.js';
import { latestVersion, type Migration } from './migration-files.js';
import { lastResult, setOwner } from './migrator-session.js';
import type { Isolation } from './roles.js';

/** A tenant whose schema has pending steps. */
export interface PendingTenant {
  readonly id: string;
  readonly schema: string;
  readonly version: number;
  readonly ring: number;
}

export interface PendingTenantsFilter {
  readonly isolation: Isolation;
  /** Restricts the run to the tenant of this slug. */
  readonly tenant?: string;
  /** Restricts the run to tenants up to this ring. */
  readonly ring?: number;
}

interface PendingTenantsRow {
  readonly pending: readonly PendingTenant[];
  readonly applied: readonly AppliedMigration[];
}

function pendingTenantsQuery(target: number, { isolation, tenant, ring }: PendingTenantsFilter): string {
  const conditions = [`schema_version < ${target}`];
  if (tenant !== undefined) conditions.push(`slug = ${escapeLiteral(tenant)}`);
  if (ring !== undefined) conditions.push(`ring <= ${Math.trunc(ring)}`);
  return `${setOwner(isolation)} SELECT
    (SELECT coalesce(json_agg(t ORDER BY ring, schema), '[]') FROM (
      SELECT id, schema_name AS schema, schema_version AS version, ring FROM public.tenants WHERE ${conditions.join(' AND ')}
    ) t) AS pending,
    (SELECT coalesce(json_agg(m), '[]') FROM (
      SELECT version, name, checksum FROM public.platform_migrations WHERE scope = 'tenant'
    ) m) AS applied`;
}

async function queryPendingTenants(
  pool: Pool,
  target: number,
  filter: PendingTenantsFilter,
): Promise<PendingTenantsRow> {
  try {
    return (await lastResult<PendingTenantsRow & Record<string, unknown>>(pool, pendingTenantsQuery(target, filter)))
      .rows[0]!;
  } catch (error) {
    if ((error as { code?: string }).code !== '42P01') throw error;
    throw new StartupError('The shared tables do not exist yet: run "fieldpilot migrate --shared" first.', {
      cause: error,
    });
  }
}

export interface PendingTenants {
  readonly pending: readonly PendingTenant[];
  /** False when no run has applied these steps before. */
  readonly released: boolean;
}

/** The pending tenants, suspended ones included, in one query, which is all that a run without pending steps costs. */
export async function readPendingTenants(
  pool: Pool,
  files: readonly Migration[],
  filter: PendingTenantsFilter,
): Promise<PendingTenants> {
  const { pending, applied } = await queryPendingTenants(pool, latestVersion(files), filter);
  assertUnchanged('migrations/tenant', applied, files);
  const known = new Set(applied.map(({ version }) => version));
  return { pending, released: files.every(({ version }) => known.has(version)) };
}

/** Records the checksums of these files, so that later runs refuse changed ones. */
export async function releaseSteps(pool: Pool, files: readonly Migration[], isolation: Isolation): Promise<void> {
  await pool.query(`${setOwner(isolation)} ${platformLedgerRows(files)} ON CONFLICT (scope, version) DO NOTHING`);
}

export interface TenantFailure {
  readonly tenantId: string;
  readonly schema: string;
  readonly migration: string;
  readonly error: string;
}

export async function recordFailure(
  pool: Pool,
  { tenantId, migration, error }: TenantFailure,
  isolation: Isolation,
): Promise<void> {
  const values = [tenantId, migration, error.replaceAll('\0', '')].map((value) => escapeLiteral(value));
  await pool.query(`${setOwner(isolation)}
    INSERT INTO public.tenant_migration_failures AS f (tenant_id, migration, error) VALUES (${values.join(', ')})
    ON CONFLICT (tenant_id) DO UPDATE SET
      migration = excluded.migration, error = excluded.error, failed_at = excluded.failed_at, attempts = f.attempts + 1`);
}
