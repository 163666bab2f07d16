import type { CountedSemaphore } from '#libs/concurrency';

/** How long a tenant keeps its slot while others wait for one. */
const SLOT_MILLISECONDS = 500;

/** Lets one tenant have its events delivered now. */
export class DeliverySlot {
  /** Whether one event took too long. */
  isSlow = false;
  private readonly since = performance.now();
  private readonly timer: NodeJS.Timeout;
  private isCanceled = false;
  private reject: (reason: Error) => void = () => undefined;

  constructor(
    public semaphore: CountedSemaphore,
    slowMilliseconds: number,
    onSlow: () => void,
  ) {
    this.timer = setTimeout(() => {
      this.isSlow = true;
      onSlow();
    }, slowMilliseconds);
  }

  /** Checked after each event. */
  isOver(): boolean {
    if (!this.isSlow) this.timer.refresh();
    const isWaitedFor = this.semaphore.waitingWith() > 0;
    return this.isCanceled || (isWaitedFor && performance.now() - this.since > SLOT_MILLISECONDS);
  }

  /** Makes the current event wait until a slot for slow ones is free. */
  cancel(): void {
    this.isCanceled = true;
    this.reject(new Error('it took long, and no slot for slow events was free'));
  }

  /** Settles with the work, or rejects when the slot is canceled; the work itself may go on. */
  raceCancel<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.reject = reject;
      work.then(resolve, reject);
    });
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
