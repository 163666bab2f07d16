import { escapeLiteral, type Pool } from 'pg';
import { StartupError } from '#libs/kernel';
import { assertUnchanged, platformLedgerRows, type AppliedMigration } from './ledger.js';
import { latestVersion, type Migration } from './migration-files.js';
import { lastResult, setOwner } from './migrator-session.js';
import type { Isolation } from './roles.js';

/** A tenant whose schema lacks steps. */
export interface PendingTenant {
  readonly id: string;
  readonly schema: string;
  readonly version: number;
  readonly ring: number;
}

export interface FleetFilter {
  readonly isolation: Isolation;
  /** Only the tenant of this slug. */
  readonly tenant?: string;
  /** Only tenants up to this ring. */
  readonly ring?: number;
}

interface FleetRow {
  readonly pending: readonly PendingTenant[];
  readonly applied: readonly AppliedMigration[];
}

function fleetQuery(target: number, { isolation, tenant, ring }: FleetFilter): string {
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

async function queryFleet(pool: Pool, target: number, filter: FleetFilter): Promise<FleetRow> {
  try {
    return (await lastResult<FleetRow & Record<string, unknown>>(pool, fleetQuery(target, filter))).rows[0]!;
  } catch (error) {
    if ((error as { code?: string }).code !== '42P01') throw error;
    throw new StartupError('The shared tables do not exist yet: run "fieldpilot migrate --shared" first.', {
      cause: error,
    });
  }
}

export interface Fleet {
  readonly pending: readonly PendingTenant[];
  /** False when there are steps that no run has had before. */
  readonly released: boolean;
}

/** Who lacks what, suspended tenants included: one query, which is all there is to a run with nothing to do. */
export async function readFleet(pool: Pool, files: readonly Migration[], filter: FleetFilter): Promise<Fleet> {
  const { pending, applied } = await queryFleet(pool, latestVersion(files), filter);
  assertUnchanged('migrations/tenant', applied, files);
  const known = new Set(applied.map(({ version }) => version));
  return { pending, released: files.every(({ version }) => known.has(version)) };
}

/** From here on these files are released: a later run refuses them when they changed. */
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
