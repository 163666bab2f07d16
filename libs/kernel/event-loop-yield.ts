import { setImmediate } from 'node:timers/promises';

const MILLISECONDS = 10;

/** Lets long computations yield to other work of the process every few milliseconds. */
export class EventLoopYield {
  private since = performance.now();

  async ifDue(): Promise<void> {
    if (performance.now() - this.since < MILLISECONDS) return;
    await setImmediate();
    this.since = performance.now();
  }
}
