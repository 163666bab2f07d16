import type { Lane } from './lane.js';

/** Then it is somebody else's, if anybody waits. */
const TURN_MILLISECONDS = 500;

/** One tenant's turn to have its events delivered. */
export class Turn {
  /** Whether one event took long. */
  isSlow = false;
  private readonly since = performance.now();
  private readonly timer: NodeJS.Timeout;
  private isBrokenOff = false;
  private reject: (reason: Error) => void = () => undefined;

  constructor(
    public lane: Lane,
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
    return this.isBrokenOff || (this.lane.isWaitedFor && performance.now() - this.since > TURN_MILLISECONDS);
  }

  /** The event at hand has to wait until there is room for slow ones. */
  breakOff(): void {
    this.isBrokenOff = true;
    this.reject(new Error('it took long, and there was no room for more like it'));
  }

  /** The work, or the reason why it was broken off: the work itself may go on. */
  whileItLasts<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.reject = reject;
      work.then(resolve, reject);
    });
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
