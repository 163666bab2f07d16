import { escapeIdentifier, escapeLiteral, type Pool, type PoolClient } from 'pg';
import { grantSequences, restrictTenantTables } from './grants.js';
import { assertUnchanged, tenantLedgerRows, type AppliedMigration } from './ledger.js';
import type { Migration } from './migration-files.js';
import { lastResult, retryLockConflicts, setOwner, withClient, type LockRetryOptions } from './migrator-session.js';
import { runOutsideTransaction } from './outside-transaction.js';
import { tenantRoles, type Isolation } from './roles.js';
import type { PendingTenant } from './pending-tenants.js';

export interface TenantMigrationContext {
  readonly files: readonly Migration[];
  readonly isolation: Isolation;
  readonly lockRetry: LockRetryOptions;
  /** Called before each step, so that a failure can name it. */
  readonly onStep: (step: Migration) => void;
}

/** `busy` when another process is migrating the tenant or has just done so. */
export type TenantOutcome = 'migrated' | 'busy';

type Segment = readonly Migration[];

/** Groups steps that can share a transaction; steps that run without one stay alone. */
function segments(steps: readonly Migration[]): Segment[] {
  const result: Migration[][] = [];
  for (const step of steps) {
    const last = result.at(-1);
    if (step.transactional && last?.[0]?.transactional) last.push(step);
    else result.push([step]);
  }
  return result;
}

/** Uses the end of the UUID v7, its random part; the beginning is equal for all tenants of one minute. */
function lockKey({ id }: PendingTenant): string {
  return `(4601, ${parseInt(id.slice(-8), 16) | 0})`;
}

function stillPending(tenant: PendingTenant, [first]: Segment): string {
  return `SELECT id FROM public.tenants WHERE id = ${escapeLiteral(tenant.id)} AND schema_version < ${first!.version}`;
}

function ledgerStatements(tenant: PendingTenant, steps: Segment, isolation: Isolation): string {
  const id = escapeLiteral(tenant.id);
  const { schema } = tenant;
  const roles = isolation === 'role' ? tenantRoles(schema) : null;
  return [
    tenantLedgerRows(steps),
    roles ? `${restrictTenantTables(steps, roles)}\n${grantSequences(schema, roles)}` : '',
    `UPDATE public.tenants SET schema_version = ${steps.at(-1)!.version} WHERE id = ${id};`,
    `DELETE FROM public.tenant_migration_failures WHERE tenant_id = ${id};`,
    'SELECT version, name, checksum FROM schema_migrations',
  ].join('\n');
}

async function finish(
  client: PoolClient,
  tenant: PendingTenant,
  steps: Segment,
  context: TenantMigrationContext,
): Promise<void> {
  const ledger = await lastResult<AppliedMigration>(client, ledgerStatements(tenant, steps, context.isolation));
  assertUnchanged(tenant.schema, ledger.rows, context.files);
  await client.query('COMMIT');
}

/** Reads both results in one round trip; the advisory lock also excludes steps that run without a transaction. */
async function claim(
  client: PoolClient,
  tenant: PendingTenant,
  steps: Segment,
  context: TenantMigrationContext,
): Promise<boolean> {
  const results = (await client.query(
    `BEGIN; ${setOwner(context.isolation)}
    SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = ${context.lockRetry.lockTimeoutMs};
    SET LOCAL search_path TO ${escapeIdentifier(tenant.schema)};
    SELECT pg_try_advisory_xact_lock${lockKey(tenant)} AS locked;
    ${stillPending(tenant, steps)} FOR NO KEY UPDATE SKIP LOCKED`,
  )) as unknown as { rows: { locked?: boolean }[] }[];
  const [lock, row] = results.slice(-2);
  return lock!.rows[0]!.locked === true && row!.rows.length === 1;
}

async function runTogether(
  client: PoolClient,
  tenant: PendingTenant,
  steps: Segment,
  context: TenantMigrationContext,
): Promise<boolean> {
  if (!(await claim(client, tenant, steps, context))) {
    await client.query('ROLLBACK');
    return false;
  }
  for (const step of steps) {
    context.onStep(step);
    await client.query(step.sql);
  }
  await finish(client, tenant, steps, context);
  return true;
}

/** The lock belongs to the session, because CREATE INDEX CONCURRENTLY would wait for an open transaction for ever. */
async function runAlone(
  client: PoolClient,
  tenant: PendingTenant,
  steps: Segment,
  context: TenantMigrationContext,
): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_lock${lockKey(tenant)} AS locked`);
  if (!rows[0]!.locked) return false;
  const lacking = await lastResult(client, `${setOwner(context.isolation)} ${stillPending(tenant, steps)}`);
  if (lacking.rows.length === 1) {
    context.onStep(steps[0]!);
    await runOutsideTransaction(client, steps[0]!, { schema: tenant.schema, isolation: context.isolation });
    await client.query(
      `BEGIN; ${setOwner(context.isolation)} SET LOCAL search_path TO ${escapeIdentifier(tenant.schema)}`,
    );
    await finish(client, tenant, steps, context);
  }
  await client.query(`SELECT pg_advisory_unlock${lockKey(tenant)}`);
  return lacking.rows.length === 1;
}

/** Migrates one schema: its tables, its ledger and the version in the registry change together or not at all. */
export async function migrateTenant(
  pool: Pool,
  tenant: PendingTenant,
  context: TenantMigrationContext,
): Promise<TenantOutcome> {
  const steps = context.files.filter(({ version }) => version > tenant.version);
  for (const segment of segments(steps)) {
    const run = segment[0]!.transactional ? runTogether : runAlone;
    const done = await retryLockConflicts(context.lockRetry, () =>
      withClient(pool, (client) => run(client, tenant, segment, context)),
    );
    if (!done) return 'busy';
  }
  return 'migrated';
}
