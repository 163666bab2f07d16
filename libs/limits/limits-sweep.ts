import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BurstBuckets } from './burst-buckets.js';
import { MonthQuotas } from './month-quotas.js';

const BEAT_MILLISECONDS = 5_000;
/** The shared buckets are looked through once in so many beats. */
const BEATS_BETWEEN = 120;

/** Writes counts down in time, and gives back what is not needed: now and then, and when the process ends. */
@Injectable()
export class LimitsSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Limits');
  private beats = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly buckets: BurstBuckets,
    private readonly quotas: MonthQuotas,
  ) {}

  onApplicationBootstrap(): void {
    const beat = (): void => void this.sweep().catch((error: unknown) => this.logger.warn(String(error)));
    this.timer = setInterval(beat, BEAT_MILLISECONDS).unref();
  }

  /** Requests have been answered by now, the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.quotas.leave();
  }

  private async sweep(): Promise<void> {
    const now = performance.now();
    this.buckets.sweep(now);
    await this.quotas.sweep(now);
    this.beats = (this.beats + 1) % BEATS_BETWEEN;
    if (this.beats === 0) await this.buckets.sweepShared();
  }
}
