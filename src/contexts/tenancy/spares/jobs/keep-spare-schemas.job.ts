import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AppConfig } from '#libs/config';
import { runAsSystem } from '#libs/request-context';
import { SpareSchemaService } from '../application/spare-schema.service.js';

/** In every process that does background work; a lease decides which one makes and drops schemas. */
@Injectable()
export class KeepSpareSchemasJob implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Spare schemas');
  private running: Promise<void> | undefined;
  private isStopping = false;

  constructor(
    private readonly spares: SpareSchemaService,
    private readonly config: AppConfig,
  ) {}

  @Interval('spare-schemas', 10_000)
  tick(): void {
    if (this.config.role === 'api' || this.isStopping) return;
    this.running ??= this.run().finally(() => (this.running = undefined));
  }

  /** What has begun still needs its connection. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      await runAsSystem('spare schemas', () => this.spares.keep());
    } catch (error) {
      this.logger.warn(`The next tick tries again: ${String(error)}`);
    }
  }
}
