import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { UnitOfWork, type WriteSet } from '#libs/database';
import { TenantWakeups } from '#libs/jobs';
import { currentTenant, type TenantRef } from '#libs/request-context';
import { workOrderCreated, workOrderReopened, workOrderUpdated, type WorkOrderFacts } from '../../events.js';
import { SOON_HOURS } from '../domain/deadline.js';
import { DEADLINES } from './deadline.service.js';

const HOUR = 3_600_000;
/** What a tenant commits within this time is planned at once. */
const DEBOUNCE_MILLISECONDS = 1_000;

const withDueTimes = new Set([workOrderCreated, workOrderUpdated, workOrderReopened].map(({ type }) => type));

interface Planned {
  at: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Has deadlines told in time when due times are set. Beside the commit, so that the making of work orders does not wait for it; what
 * a process that dies has not planned is restored from the work orders themselves.
 */
@Injectable()
export class DeadlineWakeupsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private readonly planned = new Map<string, Planned>();
  private readonly writing = new Set<Promise<void>>();

  constructor(
    unitOfWork: UnitOfWork,
    private readonly wakeups: TenantWakeups,
  ) {
    unitOfWork.addRecorder({ statements: () => [], committed: (written) => this.committed(written) });
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const tenantId of [...this.planned.keys()]) this.write(tenantId);
    await Promise.allSettled(this.writing);
  }

  private committed({ events }: WriteSet): void {
    for (const { type, payload } of events) {
      const { dueAt } = payload as Partial<WorkOrderFacts>;
      if (dueAt && withDueTimes.has(type)) this.plan(currentTenant(), Date.parse(dueAt) - SOON_HOURS * HOUR);
    }
  }

  private plan({ id }: TenantRef, at: number): void {
    const planned = this.planned.get(id);
    if (planned) planned.at = Math.min(planned.at, at);
    else
      this.planned.set(id, {
        at,
        timer: setTimeout(() => this.write(id), DEBOUNCE_MILLISECONDS).unref(),
      });
  }

  private write(tenantId: string): void {
    const { at, timer } = this.planned.get(tenantId)!;
    clearTimeout(timer);
    this.planned.delete(tenantId);
    const written: Promise<void> = this.wakeups
      .wakeBy(tenantId, DEADLINES, new Date(at))
      .catch((error: unknown) => this.logger.warn(`Deadlines may be told late: ${String(error)}`))
      .finally(() => this.writing.delete(written));
    this.writing.add(written);
  }
}
