import { Semaphore } from 'async-mutex';
import type { Pool } from 'pg';
import { loadMigrations, type Migration } from './migration-files.js';
import { migrateTenant, type TenantMigrationContext } from './migrate-tenant.js';
import { lockRetryOptions, pause, type LockRetryOptions } from './migrator-session.js';
import {
  readPendingTenants,
  recordFailure,
  releaseSteps,
  type PendingTenantsFilter,
  type PendingTenant,
  type TenantFailure,
} from './pending-tenants.js';

export interface TenantMigrationOptions extends PendingTenantsFilter, Partial<LockRetryOptions> {
  /** The number of tenants at a time; each takes a connection of the pool. */
  readonly parallel?: number;
  /** The run stops when so many tenants have failed, since then the step is probably at fault. */
  readonly maxFailures?: number;
  /** How long to wait for tenants that another process is migrating. */
  readonly waitForOthersMs?: number;
  readonly dryRun?: boolean;
  readonly folder?: string;
  readonly onTenant?: (schema: string, outcome: 'migrated' | 'failed') => void;
}

export interface TenantMigrationReport {
  /** Schemas with pending steps at the start of the run. */
  readonly pending: readonly string[];
  readonly migrated: readonly string[];
  readonly failed: readonly TenantFailure[];
  /** Still being migrated by another process when the run ended. */
  readonly busy: readonly string[];
  /** Not attempted, because too many tenants had failed. */
  readonly skipped: readonly string[];
}

/** The state of a run, which its workers share. */
class Run {
  readonly migrated: string[] = [];
  readonly failed: TenantFailure[] = [];
  readonly skipped: string[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly files: readonly Migration[],
    private readonly options: TenantMigrationOptions,
  ) {}

  get stopped(): boolean {
    return this.failed.length >= (this.options.maxFailures ?? 5);
  }

  /** Migrates several at a time. @returns those that another process has locked */
  async migrateAll(tenants: readonly PendingTenant[]): Promise<PendingTenant[]> {
    const busy: PendingTenant[] = [];
    const work = async (tenant: PendingTenant): Promise<void> => {
      if (this.stopped) this.skipped.push(tenant.schema);
      else if (await this.migrate(tenant)) busy.push(tenant);
    };
    const limit = new Semaphore(this.options.parallel ?? 4);
    await Promise.all(tenants.map((tenant) => limit.runExclusive(() => work(tenant))));
    return busy;
  }

  /** True when another process has locked the tenant. A failure is recorded and ends the run only when it cannot be recorded. */
  private async migrate(tenant: PendingTenant): Promise<boolean> {
    let current = this.files[0]!;
    const context: TenantMigrationContext = {
      files: this.files,
      isolation: this.options.isolation,
      lockRetry: lockRetryOptions(this.options),
      onStep: (step) => (current = step),
    };
    try {
      if ((await migrateTenant(this.pool, tenant, context)) === 'busy') return true;
      this.migrated.push(tenant.schema);
      this.options.onTenant?.(tenant.schema, 'migrated');
    } catch (error) {
      await this.recordFailure(tenant, current, error);
    }
    return false;
  }

  private async recordFailure({ id, schema }: PendingTenant, step: Migration, error: unknown): Promise<void> {
    const failure = {
      tenantId: id,
      schema,
      migration: step.name,
      error: error instanceof Error ? error.message : String(error),
    };
    await recordFailure(this.pool, failure, this.options.isolation);
    this.failed.push(failure);
    this.options.onTenant?.(schema, 'failed');
  }
}

/** Retries tenants that other processes have locked until they are done or the time is over. */
async function waitForOthers(
  pool: Pool,
  files: readonly Migration[],
  run: Run,
  options: TenantMigrationOptions,
): Promise<string[]> {
  const deadline = Date.now() + (options.waitForOthersMs ?? 60_000);
  const failed = new Set(run.failed.map(({ tenantId }) => tenantId));
  for (;;) {
    const pending = (await readPendingTenants(pool, files, options)).pending.filter(({ id }) => !failed.has(id));
    const busy = await run.migrateAll(pending);
    for (const { tenantId } of run.failed) failed.add(tenantId);
    if (busy.length === 0 || run.stopped || Date.now() > deadline) return busy.map(({ schema }) => schema);
    await pause(200);
  }
}

/** Migrates lower rings first, and stops after a ring in which half of the tenants failed. */
async function migrateByRing(run: Run, pending: readonly PendingTenant[]): Promise<boolean> {
  let busy = false;
  for (const ring of [...new Set(pending.map((tenant) => tenant.ring))].sort((a, b) => a - b)) {
    const tenants = pending.filter((tenant) => tenant.ring === ring);
    const failedBefore = run.failed.length;
    busy = (await run.migrateAll(tenants)).length > 0 || busy;
    if ((run.failed.length - failedBefore) * 2 >= tenants.length) {
      run.skipped.push(...pending.filter((tenant) => tenant.ring > ring).map(({ schema }) => schema));
      return false;
    }
  }
  return busy;
}

/** Migrates every tenant's schema, and continues what an interrupted run left undone. */
export async function migrateTenants(pool: Pool, options: TenantMigrationOptions): Promise<TenantMigrationReport> {
  const files = loadMigrations('tenant', options.folder);
  const { pending, released } = await readPendingTenants(pool, files, options);
  const run = new Run(pool, files, options);
  let busy: string[] = [];
  if (!options.dryRun) {
    if (!released) await releaseSteps(pool, files, options.isolation);
    if (await migrateByRing(run, pending)) busy = await waitForOthers(pool, files, run, options);
  }
  const { migrated, failed, skipped } = run;
  return { pending: pending.map(({ schema }) => schema), migrated, failed, busy, skipped };
}
