import { Injectable, Logger } from '@nestjs/common';
import { isoUtc, TenantDb } from '#libs/database';
import { runInTenant, TenantDirectory, type TenantRef } from '#libs/request-context';
import type { WantedWakeup } from './lost-wakeup.writes.js';
import { LostWakeups, type LostWakeup } from './lost-wakeups.js';
import { TenantJobs } from './tenant-jobs.js';

/** One slice is checked each minute, each tenant once in a quarter of an hour: dates that are found over an hour late may count as missed. */
export const SLICES = 15;

/**
 * Wake-ups are copies of what tenants' own tables say: one that was lost, by a restore of shared tables or an event that was given up, is
 * restored from there. One process at a time checks a slice of the tenants each minute, with one query a tenant on one connection.
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

  /** Checks the next slice, unless another process did within the last minute. @returns what had been lost */
  async reconcile(): Promise<LostWakeup[]> {
    const run = await this.lost.claimRun();
    if (run === null) return [];
    const found = await this.lost.restore(
      await this.wantedWakeups(await this.tenants.workableSlice(run % SLICES, SLICES)),
    );
    for (const { slug, kind, dueAt } of found)
      this.logger.warn(`The wake-up of ${slug} for ${kind} was lost and has been restored, due ${dueAt}`);
    return found;
  }

  /** Checks all tenants and changes nothing. */
  async findLost(): Promise<LostWakeup[]> {
    return this.lost.find(await this.wantedWakeups(await this.tenants.workableSlice(0, 1)));
  }

  private async wantedWakeups(tenants: readonly TenantRef[]): Promise<WantedWakeup[]> {
    const wanted: WantedWakeup[] = [];
    for (const tenant of tenants) {
      try {
        wanted.push(...(await runInTenant(tenant, 'wake-ups', () => this.wakeupsOf(tenant))));
      } catch (error) {
        this.logger.warn(`${tenant.slug} cannot be asked for its wake-ups: ${String(error)}`);
      }
    }
    return wanted;
  }

  private async wakeupsOf({ id, slug, schema }: TenantRef): Promise<WantedWakeup[]> {
    const { kinds } = this.jobs;
    const results = await this.db.batch(...kinds.map((kind) => this.jobs.get(kind).nextWakeup(schema)));
    return kinds.flatMap((kind, index) => {
      const at = results[index]!.rows[0]?.['at'] as string | null | undefined;
      return at ? [{ tenantId: id, slug, kind, dueAt: isoUtc(at) }] : [];
    });
  }
}
