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

  /** From now on calls are for others: this process is on its way out. */
  leave(): void {
    this.isLeaving = true;
  }

  async call(tenantId: string): Promise<void> {
    await this.wakeups.wakeBy(tenantId, OPERATIONS, this.clock.now());
    void this.signals.send(OPERATIONS, tenantId);
  }

  callLater(tenantId: string, seconds: number): void {
    const call = (): void =>
      void this.call(tenantId).catch((error: unknown) => this.logger.warn(`Operations may wait: ${String(error)}`));
    if (seconds === 0) call();
    else setTimeout(call, seconds * 1_000).unref();
  }
}
