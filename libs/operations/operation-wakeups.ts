import { Injectable, Logger } from '@nestjs/common';
import { JobTicker, TenantWakeups } from '#libs/jobs';
import { Signals } from '#libs/signals';

/** The kind of wake-up, and the topic of signals, for operations. */
export const OPERATIONS = 'operations';

/** Has background processes look at a tenant at once, because somebody waits. Should a signal get lost, the next tick finds the tenant. */
@Injectable()
export class OperationWakeups {
  private readonly logger = new Logger('Operations');
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly wakeups: TenantWakeups,
    private readonly signals: Signals,
    ticker: JobTicker,
  ) {
    const tick = (): void => {
      if (!this.isStopped) ticker.tickNow();
    };
    signals.on(OPERATIONS, { changed: tick, missed: tick });
  }

  /** For a process that shuts down: it starts no more operations and drops its planned wake-ups. */
  stop(): void {
    this.isStopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  /** Resolves when no wake-up is being sent: none must outlive the connections to the database. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  async wake(tenantId: string): Promise<void> {
    await this.track(this.wakeups.wakeBy(tenantId, OPERATIONS, null));
    void this.track(this.signals.send(OPERATIONS, tenantId));
  }

  /** Only saves waiting for the next tick: when the operation is due is stored with it. */
  wakeLater(tenantId: string, seconds: number): void {
    if (this.isStopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.wake(tenantId).catch((error: unknown) => this.logger.warn(`Operations may wait: ${String(error)}`));
    }, seconds * 1_000).unref();
    this.timers.add(timer);
  }

  private async track(work: Promise<void>): Promise<void> {
    this.running.add(work);
    await work.finally(() => this.running.delete(work));
  }
}
