import { setTimeout } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { RESTRICT_PLATFORM_LEDGER, restrictPublicTables } from './grants.js';
import { assertUnchanged, PLATFORM_LEDGER, platformLedgerRows, type AppliedMigration } from './ledger.js';
import { loadMigrations, type Migration } from './migration-files.js';
import {
  lastResult,
  lockPatience,
  retryLockConflicts,
  setOwner,
  withClient,
  type LockPatience,
} from './migrator-session.js';
import { runOutsideTransaction } from './outside-transaction.js';
import type { Isolation } from './roles.js';

export interface PublicMigrationOptions extends Partial<LockPatience> {
  readonly isolation: Isolation;
  /** Says what would be done. */
  readonly dryRun?: boolean;
  readonly folder?: string;
  readonly onStep?: (name: string) => void;
}

export interface PublicMigrationReport {
  readonly applied: readonly string[];
  /** What is still to do: with dryRun all of it, else nothing. */
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

/** The very first step needs somewhere to be written down. */
async function createLedger(client: PoolClient, isolation: Isolation): Promise<void> {
  const restrict = isolation === 'role' ? RESTRICT_PLATFORM_LEDGER : '';
  await client.query([setOwner(isolation), PLATFORM_LEDGER, restrict].join('\n'));
}

async function runStep(
  client: PoolClient,
  step: Migration,
  isolation: Isolation,
  patience: LockPatience,
): Promise<void> {
  const ledger = `${platformLedgerRows([step])};`;
  if (!step.transactional) {
    await runOutsideTransaction(client, step, { schema: 'public', isolation });
    await client.query(`${setOwner(isolation)} ${ledger}`);
    return;
  }
  await client.query(
    [
      `SET LOCAL lock_timeout = ${patience.lockTimeoutMs};`,
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
  const patience = lockPatience(options);
  // Others that start at the same time wait here and then find nothing left to do.
  await client.query('SET statement_timeout = 0');
  await lock(client);
  const state = await readLedger(client, isolation);
  if (!state.exists) await createLedger(client, isolation);
  const steps = pendingSteps(files, state);
  for (const step of steps) {
    onStep?.(step.name);
    await retryLockConflicts(patience, () => runStep(client, step, isolation, patience));
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
