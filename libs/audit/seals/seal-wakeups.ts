import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { UnitOfWork } from '#libs/database';
import { TenantWakeups } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import { currentTenant, runAsSystem, runOutside, type TenantRef } from '#libs/request-context';
import { isAuditStatement } from '../audit-entry.js';
import { SEALS, SEALED_AFTER_SECONDS } from './seal-audit-logs.job.js';

/** A second before the run that was asked for, so that it finds all that was written until then. */
const ASKED_AGAIN_MS = (SEALED_AFTER_SECONDS - 1) * 1_000;
const MOST_TENANTS = 20_000;

/** Has the log of a tenant sealed a few seconds after something was written to it. Where nothing is written nothing is asked. */
@Injectable()
export class SealWakeups implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Audit');
  private readonly asked = new LRUCache<string, true>({ max: MOST_TENANTS, ttl: ASKED_AGAIN_MS });
  private readonly asking = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    unitOfWork: UnitOfWork,
    private readonly wakeups: TenantWakeups,
    private readonly clock: Clock,
  ) {
    unitOfWork.addWriteHook((statements) => {
      if (statements.some(isAuditStatement)) this.sealSoon(currentTenant());
      return [];
    });
  }

  /** Beside the request. Never fails: what is not asked for is found by the next look for lost wake-ups. */
  sealSoon({ id, slug }: TenantRef): void {
    if (this.isStopped || this.asked.has(id)) return;
    this.asked.set(id, true);
    const at = new Date(this.clock.now().getTime() + SEALED_AFTER_SECONDS * 1_000);
    const asking: Promise<void> = runOutside(() => runAsSystem('audit', () => this.wakeups.wakeBy(id, SEALS, at)))
      .catch((error: unknown) => {
        this.asked.delete(id);
        this.logger.warn(`The audit log of ${slug} is sealed later: ${String(error)}`);
      })
      .finally(() => this.asking.delete(asking));
    this.asking.add(asking);
  }

  /** None outlives the connections to the database. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.asking);
  }
}
