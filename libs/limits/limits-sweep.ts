import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BurstBuckets } from './burst-buckets.js';
import { MonthQuotas } from './month-quotas.js';

const SWEEP_EVERY_MILLISECONDS = 5_000;
/** Ten minutes. */
const SWEEPS_PER_SHARED_SWEEP = 120;

/** Stores counts and returns unused calls, regularly and when the process ends. */
@Injectable()
export class LimitsSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Limits');
  private sweeps = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly buckets: BurstBuckets,
    private readonly quotas: MonthQuotas,
  ) {}

  onApplicationBootstrap(): void {
    const sweep = (): void => void this.sweep().catch((error: unknown) => this.logger.warn(String(error)));
    this.timer = setInterval(sweep, SWEEP_EVERY_MILLISECONDS).unref();
  }

  /** At this point all requests are answered and the database is still connected. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.quotas.close();
  }

  private async sweep(): Promise<void> {
    const now = performance.now();
    this.buckets.sweep(now);
    await this.quotas.sweep(now);
    this.sweeps = (this.sweeps + 1) % SWEEPS_PER_SHARED_SWEEP;
    if (this.sweeps === 0) await this.buckets.sweepShared();
  }
}
