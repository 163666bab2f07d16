import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { AppConfig } from '#libs/config';
import { JobRunner } from './job-runner.js';

const NAME = 'tenant-jobs';

/** The beat in every process that does background work: it starts a pass, the claims decide who does what. */
@Injectable()
export class JobTicker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly scheduler: SchedulerRegistry,
    private readonly runner: JobRunner,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'api') return;
    const beat = (): void =>
      void this.runner
        .tick()
        .catch((error: unknown) => this.logger.warn(`The next beat tries again: ${String(error)}`));
    this.scheduler.addInterval(NAME, setInterval(beat, this.config.generation.tickSeconds * 1_000));
  }

  beforeApplicationShutdown(): void {
    if (this.scheduler.doesExist('interval', NAME)) this.scheduler.deleteInterval(NAME);
  }
}
