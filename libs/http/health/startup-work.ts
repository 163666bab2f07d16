import { Injectable } from '@nestjs/common';
import { ReadinessProbe } from './readiness-probe.js';

/**
 * Work that must be done before this process gets requests, such as data that must exist first. It starts before the process listens, for
 * example in `onApplicationBootstrap`; until all of it has succeeded /health/ready responds 503.
 */
@Injectable()
export class StartupWork extends ReadinessProbe {
  readonly name = 'startup';
  private unfinished = 0;

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.unfinished += 1;
    const result = await work();
    this.unfinished -= 1;
    return result;
  }

  async check(): Promise<void> {
    if (this.unfinished > 0) throw new Error('This process is still starting.');
  }
}
