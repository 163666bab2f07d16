import { Injectable, Logger } from '@nestjs/common';
import { isoUtc, TenantDb } from '#libs/database';
import { runAsSystem, TenantDirectory, type TenantRef } from '#libs/request-context';
import type { WantedWakeup } from './lost-wakeup.writes.js';
import { LostWakeups, type LostWakeup } from './lost-wakeups.js';
import { TenantJobs } from './tenant-jobs.js';

/** Every tenant is asked once in so many turns; a turn is a minute. Less than an hour: dates found later than that may count as missed. */
export const SLICES = 15;

/**
 * Wake-ups are copies of what tenants' own tables say: one that got lost, with restored shared tables or an event that was given up, is
 * made again from there. One process at a time asks a slice of the tenants each minute, one question a tenant on one connection.
 */
@Injectable()
export class WakeupReconciliation {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly jobs: TenantJobs,
    private readonly db: TenantDb,
    private readonly lost: LostWakeups,
    private readonly tenants: TenantDirectory,
  ) {}

  /** Takes a turn when it is time and nobody else did; answers what had been lost. */
  async turn(): Promise<LostWakeup[]> {
    const run = await this.lost.claimRun();
    if (run === null) return [];
    const found = await this.lost.restore(await this.wantedOf(await this.tenants.workableSlice(run % SLICES, SLICES)));
    for (const { slug, kind, dueAt } of found)
      this.logger.warn(`The wake-up of ${slug} for ${kind} was lost and is made again, due ${dueAt}`);
    return found;
  }

  /** Of all tenants, without making anything: for whoever wants to know. */
  async findLost(): Promise<LostWakeup[]> {
    return this.lost.find(await this.wantedOf(await this.tenants.workableSlice(0, 1)));
  }

  private async wantedOf(tenants: readonly TenantRef[]): Promise<WantedWakeup[]> {
    const wanted: WantedWakeup[] = [];
    for (const tenant of tenants) {
      try {
        wanted.push(...(await runAsSystem(tenant, 'wake-ups', () => this.ask(tenant))));
      } catch (error) {
        this.logger.warn(`${tenant.slug} cannot be asked for its wake-ups: ${String(error)}`);
      }
    }
    return wanted;
  }

  private async ask({ id, slug, schema }: TenantRef): Promise<WantedWakeup[]> {
    const { kinds } = this.jobs;
    const results = await this.db.batch(...kinds.map((kind) => this.jobs.of(kind).nextLook(schema)));
    return kinds.flatMap((kind, index) => {
      const at = results[index]!.rows[0]?.['at'] as string | null | undefined;
      return at ? [{ tenantId: id, slug, kind, dueAt: isoUtc(at) }] : [];
    });
  }
}
