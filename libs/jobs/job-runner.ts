import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { runAsSystem, TenantDirectory, type TenantRef } from '#libs/request-context';
import { jobKindOf, type TenantJob } from './tenant-job.js';
import { TenantWakeups, type ClaimedTenant } from './tenant-wakeups.js';

const TENANTS_PER_CLAIM = 20;
const AT_ONCE = 4;
const RETRY_SECONDS = 60;

/** Runs each kind of tenant job for the tenants that are due, in any number of processes at once. */
@Injectable()
export class JobRunner implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private readonly jobs = new Map<string, TenantJob>();
  private running: Promise<number> | undefined;
  private stopping = false;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly wakeups: TenantWakeups,
    private readonly tenants: TenantDirectory,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const kind = metatype ? jobKindOf(metatype) : undefined;
      if (!kind || !instance) continue;
      if (this.jobs.has(kind)) throw new Error(`Two jobs run for "${kind}".`);
      this.jobs.set(kind, instance as TenantJob);
    }
  }

  /** One pass over everything that is due; answers how many tenants were served. A pass that still runs is shared. */
  tick(): Promise<number> {
    this.running ??= this.runAll().finally(() => (this.running = undefined));
    return this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.running?.catch(() => 0);
  }

  private async runAll(): Promise<number> {
    let served = 0;
    for (const [kind, job] of this.jobs) {
      for (let claimed = TENANTS_PER_CLAIM; claimed === TENANTS_PER_CLAIM && !this.stopping; served += claimed) {
        claimed = await this.runDue(kind, job);
      }
    }
    return served;
  }

  private async runDue(kind: string, job: TenantJob): Promise<number> {
    const claims = await this.wakeups.claimDue(kind, TENANTS_PER_CLAIM);
    if (claims.length === 0) return 0;
    const found = await this.tenants.findWorkable(claims.map(({ tenantId }) => tenantId));
    const byId = new Map(found.map((tenant) => [tenant.id, tenant]));
    const queue = [...claims];
    const work = async (): Promise<void> => {
      for (let claim = queue.shift(); claim; claim = queue.shift())
        await this.runOne(kind, job, claim, byId.get(claim.tenantId));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return claims.length;
  }

  /** One tenant's trouble never stops another's work. A tenant that may not work now is asked again later. */
  private async runOne(
    kind: string,
    job: TenantJob,
    claim: ClaimedTenant,
    tenant: TenantRef | undefined,
  ): Promise<void> {
    try {
      const next = tenant ? await runAsSystem(tenant, kind, () => job.run(tenant)) : retryAt();
      await this.wakeups.complete(kind, claim, next);
    } catch (error) {
      this.logger.error(
        `${kind} failed for tenant ${tenant?.slug ?? claim.tenantId}, next try in ${RETRY_SECONDS} s: ${String(error)}`,
      );
      await this.wakeups
        .complete(kind, claim, retryAt())
        .catch((lost: unknown) => this.logger.warn(`The claim will run out: ${String(lost)}`));
    }
  }
}

function retryAt(): Date {
  return new Date(Date.now() + RETRY_SECONDS * 1_000);
}
