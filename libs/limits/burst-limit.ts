import { refuse, type DomainError } from '#libs/kernel';
import type { Allowance } from './allowance.js';
import type { BurstBuckets } from './burst-buckets.js';
import { burstExceeded } from './limit.errors.js';
import type { Limit } from './limit.js';

/** Calls at once, of a tenant, a principal or a network address. */
export class BurstLimit implements Limit {
  constructor(
    readonly allowance: Allowance,
    private readonly buckets: BurstBuckets,
    private readonly whose: string,
  ) {}

  hasRoom(now: number): boolean {
    return this.allowance.available(now) >= 1;
  }

  isBlocked(now: number): boolean {
    return this.allowance.isBlocked(now);
  }

  use(): void {
    this.allowance.use();
  }

  refillIfLow(now: number): void {
    if (this.allowance.isLow(now) && !this.allowance.isBlocked(now)) this.buckets.refill(this.allowance);
  }

  refilled(): Promise<void> {
    return this.buckets.refilled(this.allowance);
  }

  refusal(now: number): DomainError {
    const { quota, seconds } = this.allowance.rate;
    const detail = `${this.whose} may make ${quota} calls at once, and as many again in ${seconds} seconds. Slow down.`;
    const retryAfterSeconds = this.allowance.secondsToNext(now);
    return refuse(burstExceeded, { detail, retryAfterSeconds, members: { policy: 'burst' } });
  }
}
