import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { AppConfig } from '#libs/config';
import { JobRunner } from './job-runner.js';
import { WakeupReconciliation } from './wakeup-reconciliation.js';

const NAME = 'tenant-jobs';
const RECONCILIATION = 'wakeup-reconciliation';
const MINUTE_MS = 60_000;

/** The beat in every process that does background work: it starts a pass, the claims decide who does what. */
@Injectable()
export class JobTicker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private isBeating = false;
  private reconciling: Promise<void> = Promise.resolve();

  constructor(
    private readonly scheduler: SchedulerRegistry,
    private readonly runner: JobRunner,
    private readonly reconciliation: WakeupReconciliation,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'api') return;
    this.isBeating = true;
    this.scheduler.addInterval(
      NAME,
      setInterval(() => this.beat(), this.config.generation.tickSeconds * 1_000),
    );
    this.scheduler.addInterval(
      RECONCILIATION,
      setInterval(() => void (this.reconciling = this.reconcile()), MINUTE_MS),
    );
  }

  /** A beat ahead of its time, for what somebody waits for; nothing in a process that does no background work. */
  beatNow(): void {
    if (this.isBeating) this.beat();
  }

  /** A turn that has begun still needs its connection. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isBeating = false;
    for (const name of [NAME, RECONCILIATION])
      if (this.scheduler.doesExist('interval', name)) this.scheduler.deleteInterval(name);
    await this.reconciling;
  }

  private async reconcile(): Promise<void> {
    try {
      await this.reconciliation.turn();
    } catch (error) {
      this.logger.warn(`The next run looks for lost wake-ups again: ${String(error)}`);
    }
  }

  private beat(): void {
    this.runner.tick().catch((error: unknown) => this.logger.warn(`The next beat tries again: ${String(error)}`));
  }
}
