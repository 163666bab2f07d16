import { Semaphore } from 'async-mutex';
import type { Pool } from 'pg';
import { loadMigrations, type Migration } from './migration-files.js';
import { migrateTenant, type TenantMigrationContext } from './migrate-tenant.js';
import { lockPatience, pause, type LockPatience } from './migrator-session.js';
import {
  readFleet,
  recordFailure,
  releaseSteps,
  type FleetFilter,
  type PendingTenant,
  type TenantFailure,
} from './tenant-fleet.js';

export interface TenantMigrationOptions extends FleetFilter, Partial<LockPatience> {
  /** Tenants at a time; each takes a connection of the pool. */
  readonly parallel?: number;
  /** The run stops when so many tenants have failed: then the step is at fault, not they. */
  readonly maxFailures?: number;
  /** How long to wait for tenants that another process is working on. */
  readonly waitForOthersMs?: number;
  readonly dryRun?: boolean;
  readonly folder?: string;
  readonly onTenant?: (schema: string, outcome: 'migrated' | 'failed') => void;
}

export interface TenantMigrationReport {
  /** Schemas that lacked steps when the run began. */
  readonly pending: readonly string[];
  readonly migrated: readonly string[];
  readonly failed: readonly TenantFailure[];
  /** Still being migrated by another process when the run ended. */
  readonly busy: readonly string[];
  /** Not tried, because too many had failed. */
  readonly skipped: readonly string[];
}

/** One run's notes; workers share it. */
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

  /** Migrates several at once; answers those that another process holds. */
  async workThrough(tenants: readonly PendingTenant[]): Promise<PendingTenant[]> {
    const busy: PendingTenant[] = [];
    const work = async (tenant: PendingTenant): Promise<void> => {
      if (this.stopped) this.skipped.push(tenant.schema);
      else if (await this.migrate(tenant)) busy.push(tenant);
    };
    const limit = new Semaphore(this.options.parallel ?? 4);
    await Promise.all(tenants.map((tenant) => limit.runExclusive(() => work(tenant))));
    return busy;
  }

  /** True when somebody else is at it. A failure concerns this tenant alone, unless it cannot even be written down. */
  private async migrate(tenant: PendingTenant): Promise<boolean> {
    let current = this.files[0]!;
    const context: TenantMigrationContext = {
      files: this.files,
      isolation: this.options.isolation,
      patience: lockPatience(this.options),
      onStep: (step) => (current = step),
    };
    try {
      if ((await migrateTenant(this.pool, tenant, context)) === 'busy') return true;
      this.migrated.push(tenant.schema);
      this.options.onTenant?.(tenant.schema, 'migrated');
    } catch (error) {
      await this.noteFailure(tenant, current, error);
    }
    return false;
  }

  private async noteFailure({ id, schema }: PendingTenant, step: Migration, error: unknown): Promise<void> {
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

/** Tenants that others hold are asked for again until they are done, or the wait is over. */
async function waitForOthers(
  pool: Pool,
  files: readonly Migration[],
  run: Run,
  options: TenantMigrationOptions,
): Promise<string[]> {
  const deadline = Date.now() + (options.waitForOthersMs ?? 60_000);
  const failed = new Set(run.failed.map(({ tenantId }) => tenantId));
  for (;;) {
    const pending = (await readFleet(pool, files, options)).pending.filter(({ id }) => !failed.has(id));
    const busy = await run.workThrough(pending);
    for (const { tenantId } of run.failed) failed.add(tenantId);
    if (busy.length === 0 || run.stopped || Date.now() > deadline) return busy.map(({ schema }) => schema);
    await pause(200);
  }
}

/** Lower rings first. One in which half of the tenants fail ends the run, whatever is left. */
async function workRingByRing(run: Run, pending: readonly PendingTenant[]): Promise<boolean> {
  let busy = false;
  for (const ring of [...new Set(pending.map((tenant) => tenant.ring))].sort((a, b) => a - b)) {
    const tenants = pending.filter((tenant) => tenant.ring === ring);
    const failedBefore = run.failed.length;
    busy = (await run.workThrough(tenants)).length > 0 || busy;
    if ((run.failed.length - failedBefore) * 2 >= tenants.length) {
      run.skipped.push(...pending.filter((tenant) => tenant.ring > ring).map(({ schema }) => schema));
      return false;
    }
  }
  return busy;
}

/** Brings every tenant's schema up to date; what a killed run left undone the next one does. */
export async function migrateTenants(pool: Pool, options: TenantMigrationOptions): Promise<TenantMigrationReport> {
  const files = loadMigrations('tenant', options.folder);
  const { pending, released } = await readFleet(pool, files, options);
  const run = new Run(pool, files, options);
  let busy: string[] = [];
  if (!options.dryRun) {
    if (!released) await releaseSteps(pool, files, options.isolation);
    if (await workRingByRing(run, pending)) busy = await waitForOthers(pool, files, run, options);
  }
  const { migrated, failed, skipped } = run;
  return { pending: pending.map(({ schema }) => schema), migrated, failed, busy, skipped };
}
