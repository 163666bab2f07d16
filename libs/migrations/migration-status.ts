import type { Pool } from 'pg';
import { changedMigrations, type AppliedMigration } from './ledger.js';
import { latestVersion, loadMigrations, type Migration, type MigrationScope } from './migration-files.js';
import { lastResult, setOwner } from './migrator-session.js';
import type { Isolation } from './roles.js';

interface StepStatus {
  readonly version: number;
  readonly name: string;
  readonly state: 'applied' | 'pending' | 'changed';
  readonly appliedAt: string | null;
}

export interface MigrationStatus {
  readonly public: readonly StepStatus[];
  readonly tenant: {
    /** `applied` as soon as one tenant has had the step. */
    readonly steps: readonly StepStatus[];
    readonly latest: number;
    /** The number of tenants with pending steps. */
    readonly pending: number;
    readonly versions: readonly { readonly version: number; readonly tenants: number }[];
    readonly failures: readonly TenantFailureStatus[];
  };
}

interface TenantFailureStatus {
  readonly slug: string;
  readonly migration: string;
  readonly error: string;
  readonly attempts: number;
  readonly failedAt: string;
}

export interface StatusOptions {
  readonly isolation: Isolation;
  readonly folder?: string;
}

interface StatusRow {
  readonly applied: readonly (AppliedMigration & { scope: MigrationScope; appliedAt: string })[];
  readonly versions: MigrationStatus['tenant']['versions'];
  readonly failures: readonly TenantFailureStatus[];
}

const EMPTY: StatusRow = { applied: [], versions: [], failures: [] };

const QUERY = `SELECT
  (SELECT coalesce(json_agg(m ORDER BY m.version), '[]') FROM (
    SELECT scope, version, name, checksum, applied_at AS "appliedAt" FROM public.platform_migrations
  ) m) AS applied,
  (SELECT coalesce(json_agg(v ORDER BY v.version), '[]') FROM (
    SELECT schema_version AS version, count(*)::int AS tenants FROM public.tenants GROUP BY schema_version
  ) v) AS versions,
  (SELECT coalesce(json_agg(f ORDER BY f.slug), '[]') FROM (
    SELECT t.slug, f.migration, f.error, f.attempts, f.failed_at AS "failedAt"
    FROM public.tenant_migration_failures f JOIN public.tenants t ON t.id = f.tenant_id
  ) f) AS failures`;

/** Before the first migration the tables do not exist. */
async function readStatus(pool: Pool, isolation: Isolation): Promise<StatusRow> {
  try {
    return (await lastResult<StatusRow & Record<string, unknown>>(pool, `${setOwner(isolation)} ${QUERY}`)).rows[0]!;
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return EMPTY;
    throw error;
  }
}

function stepStatus(files: readonly Migration[], row: StatusRow, scope: MigrationScope): StepStatus[] {
  const applied = row.applied.filter((migration) => migration.scope === scope);
  const changed = new Set(changedMigrations(applied, files));
  return files.map(({ version, name }) => {
    const found = applied.find((migration) => migration.version === version);
    const state = !found ? 'pending' : changed.has(found.name) ? 'changed' : 'applied';
    return { version, name, state, appliedAt: found?.appliedAt ?? null };
  });
}

/** Applied and pending steps, of the shared tables and of all tenants. */
export async function migrationStatus(pool: Pool, { isolation, folder }: StatusOptions): Promise<MigrationStatus> {
  const row = await readStatus(pool, isolation);
  const files = loadMigrations('tenant', folder);
  const latest = latestVersion(files);
  const lacking = row.versions.filter(({ version }) => version < latest);
  return {
    public: stepStatus(loadMigrations('public', folder), row, 'public'),
    tenant: {
      steps: stepStatus(files, row, 'tenant'),
      latest,
      pending: lacking.reduce((sum, { tenants }) => sum + tenants, 0),
      versions: row.versions,
      failures: row.failures,
    },
  };
}
