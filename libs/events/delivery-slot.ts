import type { CountedSemaphore } from '#libs/concurrency';

/** How long a tenant keeps its slot while others wait for one. */
const SLOT_MILLISECONDS = 500;

/** The right of one tenant to have its events delivered now. */
export class DeliverySlot {
  /** Whether one event took long. */
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

  /** To be asked after each event. */
  isOver(): boolean {
    if (!this.isSlow) this.timer.refresh();
    const isWaitedFor = this.semaphore.waitingWith() > 0;
    return this.isCanceled || (isWaitedFor && performance.now() - this.since > SLOT_MILLISECONDS);
  }

  /** The current event has to wait until there is a free slot for slow ones. */
  cancel(): void {
    this.isCanceled = true;
    this.reject(new Error('it took long, and no slot for slow events was free'));
  }

  /** Settles as the work does, or fails when the slot is canceled; the work itself may go on. */
  untilCanceled<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.reject = reject;
      work.then(resolve, reject);
    });
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
