import { Semaphore } from 'async-mutex';

/** A semaphore that also counts its waiting callers, so that further ones can be refused, or a holder can release it for others. */
export class CountedSemaphore extends Semaphore {
  private readonly waiting = new Map<number, number>();

  waitingWith(priority = 0): number {
    return this.waiting.get(priority) ?? 0;
  }

  override async acquire(weight = 1, priority = 0): ReturnType<Semaphore['acquire']> {
    if (!this.isLocked()) return super.acquire(weight, priority);
    this.waiting.set(priority, this.waitingWith(priority) + 1);
    try {
      return await super.acquire(weight, priority);
    } finally {
      this.waiting.set(priority, this.waitingWith(priority) - 1);
    }
  }
}
