import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { AppConfig } from '#libs/config';
import { runOutside } from '#libs/request-context';
import { JobRunner } from './job-runner.js';
import { WakeupReconciliation } from './wakeup-reconciliation.js';

const NAME = 'tenant-jobs';
const RECONCILIATION = 'wakeup-reconciliation';
const MINUTE_MS = 60_000;

/** Starts the job runner regularly in every process that does background work; claims decide which process runs what. */
@Injectable()
export class JobTicker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private isTicking = false;
  private reconciling: Promise<void> = Promise.resolve();

  constructor(
    private readonly scheduler: SchedulerRegistry,
    private readonly runner: JobRunner,
    private readonly reconciliation: WakeupReconciliation,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'api') return;
    this.isTicking = true;
    this.scheduler.addInterval(
      NAME,
      setInterval(() => this.tick(), this.config.generation.tickSeconds * 1_000),
    );
    this.scheduler.addInterval(
      RECONCILIATION,
      setInterval(() => void (this.reconciling = this.reconcile()), MINUTE_MS),
    );
  }

  /** A tick ahead of its time, for work that somebody waits for. Does nothing in a process without background work. */
  tickNow(): void {
    if (this.isTicking) this.tick();
  }

  /** A reconciliation that has begun still needs its connection. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isTicking = false;
    for (const name of [NAME, RECONCILIATION])
      if (this.scheduler.doesExist('interval', name)) this.scheduler.deleteInterval(name);
    await this.reconciling;
  }

  private async reconcile(): Promise<void> {
    try {
      await this.reconciliation.reconcile();
    } catch (error) {
      this.logger.warn(`Lost wake-ups are looked for again in the next run: ${String(error)}`);
    }
  }

  private tick(): void {
    // whoever wakes it goes on as themselves; jobs are the work of the system
    runOutside(() => this.runner.tick()).catch((error: unknown) =>
      this.logger.warn(`The next tick tries again: ${String(error)}`),
    );
  }
}
