import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import { Clock, inTime } from '#libs/kernel';
import { runAsSystem, TenantDirectory, type TenantRef } from '#libs/request-context';
import { HeldClaims } from './held-claims.js';
import { TenantJobs } from './tenant-jobs.js';
import type { ClaimedTenant } from './tenant-wakeup.writes.js';
import { TenantWakeups, type RunOutcome } from './tenant-wakeups.js';

const TENANTS_PER_CLAIM = 20;
const AT_ONCE = 4;
const RETRY_SECONDS = 60;

/** One kind's way through all its tenants that are due. */
interface Pass {
  again: boolean;
  running: Promise<number>;
}

/** Runs each kind of tenant job for the tenants that are due, in any number of processes at once. Kinds do not wait for one another. */
@Injectable()
export class JobRunner implements BeforeApplicationShutdown {
  /** A run that takes longer has failed: one that hangs must not keep this process from all others of its kind. */
  readonly patienceSeconds: number = 120;
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

  /** Serves everything that is due; answers how many tenants that were. Passes that still run are shared and look once more. */
  async tick(): Promise<number> {
    if (this.stopping) return 0;
    for (const pass of this.passes.values()) pass.again = true;
    this.begin(this.jobs.kinds.filter((kind) => !this.passes.has(kind)));
    const served = await Promise.all([...this.passes.values()].map(({ running }) => running));
    return served.reduce((sum, count) => sum + count, 0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.allSettled([...this.passes.values()].map(({ running }) => running));
  }

  /** Idle tenants cost one query, however many kinds there are. */
  private begin(kinds: readonly string[]): void {
    if (kinds.length === 0) return;
    const claimed = this.claim(kinds);
    for (const kind of kinds) {
      const first = claimed.then((claims) => claims.filter((claim) => claim.kind === kind));
      const pass: Pass = { again: false, running: Promise.resolve(0) };
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
        if (this.stopping || (claims.length < TENANTS_PER_CLAIM && !pass.again)) return served;
        pass.again = false;
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
      for (const claim of claims) this.held.letGo(claim);
    }
  }

  private async serve(claim: ClaimedTenant, tenant: TenantRef | undefined): Promise<void> {
    const outcome = await this.outcomeOf(claim, tenant);
    this.held.letGo(claim);
    await this.wakeups
      .complete(claim, outcome)
      .catch((error: unknown) => this.logger.warn(`The claim will run out: ${String(error)}`));
  }

  /** One tenant's trouble never stops another's work. A tenant that may not work now is asked again later. */
  private async outcomeOf({ kind }: ClaimedTenant, tenant: TenantRef | undefined): Promise<RunOutcome> {
    if (!tenant) return { next: this.retryAt() };
    try {
      return { next: await this.run(kind, tenant) };
    } catch (error) {
      this.logger.error(`${kind} failed for tenant ${tenant.slug}, next try in ${RETRY_SECONDS} s: ${String(error)}`);
      return { next: this.retryAt(), isUndone: true };
    }
  }

  private run(kind: string, tenant: TenantRef): Promise<Date | null> {
    const run = runAsSystem(tenant, kind, () => this.jobs.of(kind).run(tenant));
    return inTime(run, this.patienceSeconds * 1_000);
  }

  private retryAt(): Date {
    return new Date(this.clock.now().getTime() + RETRY_SECONDS * 1_000);
  }
}
