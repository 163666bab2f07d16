import { Injectable, Logger } from '@nestjs/common';
import { JobTicker, TenantWakeups } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import { Signals } from '#libs/signals';

/** The kind of wake-up that stands for operations. */
export const OPERATIONS = 'operations';

/** Has processes that do background work look at a tenant now: somebody waits. Should the call get lost, the next beat finds it. */
@Injectable()
export class OperationCalls {
  private readonly logger = new Logger('Operations');
  private readonly later = new Set<NodeJS.Timeout>();
  private readonly underWay = new Set<Promise<void>>();
  private isLeaving = false;

  constructor(
    private readonly wakeups: TenantWakeups,
    private readonly signals: Signals,
    private readonly clock: Clock,
    ticker: JobTicker,
  ) {
    const beat = (): void => {
      if (!this.isLeaving) ticker.beatNow();
    };
    signals.on(OPERATIONS, { changed: beat, missed: beat });
  }

  /** From now on calls are for others: this process is on its way out, and makes none later. */
  leave(): void {
    this.isLeaving = true;
    for (const timer of this.later) clearTimeout(timer);
    this.later.clear();
  }

  /** When no call is under way any more: none must outlive the connections to the database. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  async call(tenantId: string): Promise<void> {
    await this.track(this.wakeups.wakeBy(tenantId, OPERATIONS, this.clock.now()));
    void this.track(this.signals.send(OPERATIONS, tenantId));
  }

  /** The operation itself says when it is due: a call that is not made any more only lets it wait for the next look at its tenant. */
  callLater(tenantId: string, seconds: number): void {
    if (this.isLeaving) return;
    const timer = setTimeout(() => {
      this.later.delete(timer);
      this.call(tenantId).catch((error: unknown) => this.logger.warn(`Operations may wait: ${String(error)}`));
    }, seconds * 1_000).unref();
    this.later.add(timer);
  }

  private async track(work: Promise<void>): Promise<void> {
    this.underWay.add(work);
    await work.finally(() => this.underWay.delete(work));
  }
}
