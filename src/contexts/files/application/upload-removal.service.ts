import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { TenantWakeups } from '#libs/jobs';
import { currentTenant } from '#libs/request-context';

/** The kind of wake-up. */
export const UPLOADS = 'uploads';

/** Has the job run that removes files when their time is over. Nothing runs for a tenant without any. */
@Injectable()
export class UploadRemovalService {
  /** By tenant, when a run is known to be planned: later files wait for it, since the run plans the next one. */
  private readonly planned = new LRUCache<string, number>({ max: 20_000, ttl: 3_600_000 });

  constructor(private readonly wakeups: TenantWakeups) {}

  /** A wake-up that is lost is restored from the rows. */
  async plan(at: Date): Promise<void> {
    const tenant = currentTenant();
    if ((this.planned.get(tenant.id) ?? Infinity) <= at.getTime()) return;
    this.planned.set(tenant.id, at.getTime());
    const isPlanned = await this.wakeups.wakeInBackground(tenant, UPLOADS, at);
    if (!isPlanned) this.planned.delete(tenant.id);
  }
}
