import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { TenantWakeups } from '#libs/jobs';
import { currentTenant } from '#libs/request-context';

/** The kind of wake-up. */
export const UPLOADS = 'uploads';

/** Has the job run that removes files when their time is over. Nothing runs for a tenant without any. */
@Injectable()
export class UploadRemovalService {
  private readonly logger = new Logger('Files');
  /** By tenant, when a run is known to be planned: later files wait for it, since the run plans the next one. */
  private readonly planned = new LRUCache<string, number>({ max: 20_000, ttl: 3_600_000 });

  constructor(private readonly wakeups: TenantWakeups) {}

  /** In the background. A wake-up that is lost is restored from the rows. */
  plan(at: Date): void {
    const { id, slug } = currentTenant();
    if ((this.planned.get(id) ?? Infinity) <= at.getTime()) return;
    this.planned.set(id, at.getTime());
    this.wakeups.wakeBy(id, UPLOADS, at).catch((error: unknown) => {
      this.planned.delete(id);
      this.logger.warn(`Files of ${slug} are removed later: ${String(error)}`);
    });
  }
}
