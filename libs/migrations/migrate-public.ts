import { setTimeout } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { RESTRICT_PLATFORM_LEDGER, restrictPublicTables } from './grants.js';
import { assertUnchanged, PLATFORM_LEDGER, platformLedgerRows, type AppliedMigration } from './ledger.js';
import { loadMigrations, type Migration } from './migration-files.js';
import {
  lastResult,
  lockRetryOptions,
  retryLockConflicts,
  setOwner,
  withClient,
  type LockRetryOptions,
} from './migrator-session.js';
import { runOutsideTransaction } from './outside-transaction.js';
import type { Isolation } from './roles.js';

export interface PublicMigrationOptions extends Partial<LockRetryOptions> {
  readonly isolation: Isolation;
  /** Only reports what would be done. */
  readonly dryRun?: boolean;
  readonly folder?: string;
  readonly onStep?: (name: string) => void;
}

export interface PublicMigrationReport {
  readonly applied: readonly string[];
  /** The remaining steps: all of them with dryRun, else none. */
  readonly pending: readonly string[];
}

const LOCK = '(4600, 1)';

interface LedgerState {
  readonly exists: boolean;
  readonly applied: readonly AppliedMigration[];
}

async function readLedger(client: Pool | PoolClient, isolation: Isolation): Promise<LedgerState> {
  const found = await lastResult<{ exists: boolean }>(
    client,
    `${setOwner(isolation)} SELECT to_regclass('public.platform_migrations') IS NOT NULL AS exists`,
  );
  if (!found.rows[0]!.exists) return { exists: false, applied: [] };
  const rows = await lastResult<AppliedMigration>(
    client,
    `${setOwner(isolation)} SELECT version, name, checksum FROM public.platform_migrations WHERE scope = 'public' ORDER BY version`,
  );
  return { exists: true, applied: rows.rows };
}

function pendingSteps(files: readonly Migration[], { applied }: LedgerState): Migration[] {
  assertUnchanged('migrations/public', applied, files);
  const done = new Set(applied.map(({ version }) => version));
  return files.filter(({ version }) => !done.has(version));
}

/** The ledger must exist before the first step is recorded. */
async function createLedger(client: PoolClient, isolation: Isolation): Promise<void> {
  const restrict = isolation === 'role' ? RESTRICT_PLATFORM_LEDGER : '';
  await client.query([setOwner(isolation), PLATFORM_LEDGER, restrict].join('\n'));
}

async function runStep(
  client: PoolClient,
  step: Migration,
  isolation: Isolation,
  lockRetry: LockRetryOptions,
): Promise<void> {
  const ledger = `${platformLedgerRows([step])};`;
  if (!step.transactional) {
    await runOutsideTransaction(client, step, { schema: 'public', isolation });
    await client.query(`${setOwner(isolation)} ${ledger}`);
    return;
  }
  await client.query(
    [
      `SET LOCAL lock_timeout = ${lockRetry.lockTimeoutMs};`,
      setOwner(isolation),
      'SET LOCAL search_path TO public;',
      step.sql,
      ledger,
      isolation === 'role' ? restrictPublicTables([step]) : '',
    ].join('\n'),
  );
}

/** Asks again and again: a statement that waited would hold a snapshot, for whose end CREATE INDEX CONCURRENTLY waits in turn. */
async function lock(client: PoolClient): Promise<void> {
  const text = `SELECT pg_try_advisory_lock${LOCK} AS locked`;
  while (!(await client.query<{ locked: boolean }>(text)).rows[0]!.locked) await setTimeout(100);
}

async function runPending(
  client: PoolClient,
  files: readonly Migration[],
  options: PublicMigrationOptions,
): Promise<string[]> {
  const { isolation, onStep } = options;
  const lockRetry = lockRetryOptions(options);
  // Processes that start at the same time wait here, and then find nothing left to do.
  await client.query('SET statement_timeout = 0');
  await lock(client);
  const state = await readLedger(client, isolation);
  if (!state.exists) await createLedger(client, isolation);
  const steps = pendingSteps(files, state);
  for (const step of steps) {
    onStep?.(step.name);
    await retryLockConflicts(lockRetry, () => runStep(client, step, isolation, lockRetry));
  }
  await client.query(`SELECT pg_advisory_unlock${LOCK}; RESET statement_timeout`);
  return steps.map(({ name }) => name);
}

/** Brings the shared tables up to date: each step with its ledger row in one transaction, one process at a time. */
export async function migratePublic(pool: Pool, options: PublicMigrationOptions): Promise<PublicMigrationReport> {
  const files = loadMigrations('public', options.folder);
  const pending = pendingSteps(files, await readLedger(pool, options.isolation)).map(({ name }) => name);
  if (options.dryRun || pending.length === 0) return { applied: [], pending };
  return { applied: await withClient(pool, (client) => runPending(client, files, options)), pending: [] };
}
