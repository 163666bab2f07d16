import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import { Clock, withTimeout } from '#libs/kernel';
import { runInTenant, runOutside, TenantDirectory, type TenantRef } from '#libs/request-context';
import { HeldClaims } from './held-claims.js';
import { TenantJobs } from './tenant-jobs.js';
import type { ClaimedTenant } from './tenant-wakeup.writes.js';
import { TenantWakeups, type RunOutcome } from './tenant-wakeups.js';

const TENANTS_PER_CLAIM = 20;
const AT_ONCE = 4;
const RETRY_SECONDS = 60;

/** Runs one kind of job for all tenants that are due, batch by batch. */
interface Pass {
  lookAgain: boolean;
  running: Promise<number>;
}

/** Runs each kind of tenant job for the tenants that are due, in any number of processes at once. Kinds do not wait for one another. */
@Injectable()
export class JobRunner implements BeforeApplicationShutdown {
  /** A run that takes longer has failed: one that hangs must not block all others of its kind. */
  readonly timeLimitSeconds: number = 120;
  private readonly logger = new Logger('Jobs');
  private readonly passes = new Map<string, Pass>();
  private stopping = false;

  constructor(
    private readonly jobs: TenantJobs,
    private readonly wakeups: TenantWakeups,
    private readonly held: HeldClaims,
    private readonly tenants: TenantDirectory,
    private readonly clock: Clock,
  ) {}

  /** Runs everything that is due and returns the number of tenants. A pass that is still running is shared, and looks for due tenants again. */
  async tick(): Promise<number> {
    if (this.stopping) return 0;
    for (const pass of this.passes.values()) pass.lookAgain = true;
    this.begin(this.jobs.kinds.filter((kind) => !this.passes.has(kind)));
    const served = await Promise.all([...this.passes.values()].map(({ running }) => running));
    return served.reduce((sum, count) => sum + count, 0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.allSettled([...this.passes.values()].map(({ running }) => running));
  }

  /** One claim for all kinds: where nothing is due a tick costs one query. */
  private begin(kinds: readonly string[]): void {
    if (kinds.length === 0) return;
    const claimed = this.claim(kinds);
    for (const kind of kinds) {
      const first = claimed.then((claims) => claims.filter((claim) => claim.kind === kind));
      const pass: Pass = { lookAgain: false, running: Promise.resolve(0) };
      this.passes.set(kind, pass);
      pass.running = this.runAll(kind, pass, first);
    }
  }

  private async claim(kinds: readonly string[]): Promise<ClaimedTenant[]> {
    const claims = await this.wakeups.claimDue(kinds, TENANTS_PER_CLAIM);
    this.held.hold(claims);
    return claims;
  }

  private async runAll(kind: string, pass: Pass, first: Promise<ClaimedTenant[]>): Promise<number> {
    try {
      let claims = await first;
      let served = 0;
      for (;;) {
        await this.runEach(claims);
        served += claims.length;
        if (this.stopping || (claims.length < TENANTS_PER_CLAIM && !pass.lookAgain)) return served;
        pass.lookAgain = false;
        claims = await this.claim([kind]);
      }
    } finally {
      this.passes.delete(kind);
    }
  }

  private async runEach(claims: readonly ClaimedTenant[]): Promise<void> {
    if (claims.length === 0) return;
    try {
      const found = await this.tenants.findWorkable(claims.map(({ tenantId }) => tenantId));
      const byId = new Map(found.map((tenant) => [tenant.id, tenant]));
      const limit = new Semaphore(AT_ONCE);
      await Promise.all(claims.map((claim) => limit.runExclusive(() => this.serve(claim, byId.get(claim.tenantId)))));
    } finally {
      for (const claim of claims) this.held.release(claim);
    }
  }

  private async serve(claim: ClaimedTenant, tenant: TenantRef | undefined): Promise<void> {
    const outcome = await this.outcomeOf(claim, tenant);
    this.held.release(claim);
    await this.wakeups
      .complete(claim, outcome)
      .catch((error: unknown) => this.logger.warn(`The claim will run out: ${String(error)}`));
  }

  /** A tenant that fails never stops the others. One that is suspended is tried again later. */
  private async outcomeOf({ kind }: ClaimedTenant, tenant: TenantRef | undefined): Promise<RunOutcome> {
    if (!tenant) return { next: this.retryAt() };
    try {
      return { next: await this.run(kind, tenant) };
    } catch (error) {
      this.logger.error(`${kind} failed for tenant ${tenant.slug}, next try in ${RETRY_SECONDS} s: ${String(error)}`);
      return { next: this.retryAt(), isStillDue: true, error: String(error) };
    }
  }

  private run(kind: string, tenant: TenantRef): Promise<Date | null> {
    const run = runOutside(() => runInTenant(tenant, kind, () => this.jobs.get(kind).run(tenant)));
    return withTimeout(run, this.timeLimitSeconds * 1_000);
  }

  private retryAt(): Date {
    return new Date(this.clock.now().getTime() + RETRY_SECONDS * 1_000);
  }
}
