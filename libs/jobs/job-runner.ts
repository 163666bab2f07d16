import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Clock, inTime } from '#libs/kernel';
import { runAsSystem, TenantDirectory, type TenantRef } from '#libs/request-context';
import { jobKindOf, type TenantJob } from './tenant-job.js';
import { TenantWakeups, type ClaimedTenant } from './tenant-wakeups.js';

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
export class JobRunner implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private readonly jobs = new Map<string, TenantJob>();
  private readonly passes = new Map<string, Pass>();
  private stopping = false;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly wakeups: TenantWakeups,
    private readonly tenants: TenantDirectory,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const kind = metatype ? jobKindOf(metatype) : undefined;
      if (!kind || !instance) continue;
      if (this.jobs.has(kind)) throw new Error(`Two jobs run for "${kind}".`);
      this.jobs.set(kind, instance as TenantJob);
    }
  }

  /** Serves everything that is due; answers how many tenants that were. Passes that still run are shared and look once more. */
  async tick(): Promise<number> {
    if (this.stopping) return 0;
    for (const pass of this.passes.values()) pass.again = true;
    this.begin([...this.jobs.keys()].filter((kind) => !this.passes.has(kind)));
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
    const claimed = this.wakeups.claimDue(kinds, TENANTS_PER_CLAIM);
    for (const kind of kinds) {
      const first = claimed.then((claims) => claims.filter((claim) => claim.kind === kind));
      const pass: Pass = { again: false, running: Promise.resolve(0) };
      this.passes.set(kind, pass);
      pass.running = this.runAll(kind, pass, first);
    }
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
        claims = await this.wakeups.claimDue([kind], TENANTS_PER_CLAIM);
      }
    } finally {
      this.passes.delete(kind);
    }
  }

  private async runEach(claims: readonly ClaimedTenant[]): Promise<void> {
    if (claims.length === 0) return;
    const found = await this.tenants.findWorkable(claims.map(({ tenantId }) => tenantId));
    const byId = new Map(found.map((tenant) => [tenant.id, tenant]));
    const queue = [...claims];
    const work = async (): Promise<void> => {
      for (let claim = queue.shift(); claim; claim = queue.shift()) await this.runOne(claim, byId.get(claim.tenantId));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** One tenant's trouble never stops another's work. A tenant that may not work now is asked again later. */
  private async runOne(claim: ClaimedTenant, tenant: TenantRef | undefined): Promise<void> {
    const { kind, tenantId } = claim;
    const job = this.jobs.get(kind)!;
    try {
      const next = tenant ? await this.run(job, kind, tenant) : this.retryAt();
      await this.wakeups.complete(claim, next);
    } catch (error) {
      this.logger.error(
        `${kind} failed for tenant ${tenant?.slug ?? tenantId}, next try in ${RETRY_SECONDS} s: ${String(error)}`,
      );
      await this.wakeups
        .complete(claim, this.retryAt())
        .catch((lost: unknown) => this.logger.warn(`The claim will run out: ${String(lost)}`));
    }
  }

  /** One that hangs must not keep this process from all others of its kind: once its claim has run out it is on its own. */
  private run(job: TenantJob, kind: string, tenant: TenantRef): Promise<Date | null> {
    const run = runAsSystem(tenant, kind, () => job.run(tenant));
    return inTime(run, this.wakeups.leaseSeconds * 1_000);
  }

  private retryAt(): Date {
    return new Date(this.clock.now().getTime() + RETRY_SECONDS * 1_000);
  }
}
