import { setImmediate } from 'node:timers/promises';

const MILLISECONDS = 10;

/** For long computations: lets the process do what else it has to, now and then. */
export class Breather {
  private since = performance.now();

  async rest(): Promise<void> {
    if (performance.now() - this.since < MILLISECONDS) return;
    await setImmediate();
    this.since = performance.now();
  }
}
