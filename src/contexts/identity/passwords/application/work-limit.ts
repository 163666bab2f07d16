import { CountedSemaphore } from '#libs/concurrency';
import { refuse } from '#libs/kernel';
import { busy } from '../../sessions/domain/auth.errors.js';

export interface WorkLimits {
  readonly atOnce: number;
  /** For each priority; further work is refused. */
  readonly mostWaiting: number;
}

/** Runs a bounded number of things at once, lets a bounded number wait, and refuses the rest. */
export class WorkLimit {
  private readonly semaphore: CountedSemaphore;

  constructor(private readonly limits: WorkLimits) {
    this.semaphore = new CountedSemaphore(limits.atOnce);
  }

  /**
   * @param goesFirst runs before all that waits without it
   * @throws 503 `auth.busy`
   */
  async run<T>(work: () => Promise<T>, goesFirst = false): Promise<T> {
    const priority = goesFirst ? 1 : 0;
    if (this.semaphore.waitingWith(priority) >= this.limits.mostWaiting) throw refuse(busy);
    return this.semaphore.runExclusive(work, 1, priority);
  }
}
