import { Injectable } from '@nestjs/common';
import { ReadinessProbe } from './readiness-probe.js';

/**
 * What this process promises to have done before it is sent requests, such as data that must be there first. Begun before it listens,
 * say in `onApplicationBootstrap`; until all of it is done /health/ready answers 503. What fails leaves it so.
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
