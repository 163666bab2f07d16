import { refuse, type DomainError } from '#libs/kernel';
import { monthExceeded } from './limit.errors.js';
import type { Limit } from './limit.js';
import type { MonthQuotas } from './month-quotas.js';
import type { PrincipalCalls, TenantCalls } from './tenant-calls.js';

/** The calls that the tenant's plan includes. */
export class MonthLimit implements Limit {
  constructor(
    readonly calls: TenantCalls,
    readonly counts: PrincipalCalls,
    private readonly quotas: MonthQuotas,
  ) {}

  hasRoom(now: number): boolean {
    return this.calls.quota.hasRoom(now);
  }

  isBlocked(now: number): boolean {
    return this.calls.quota.isBlocked(now);
  }

  use(now: number): void {
    this.calls.count(this.counts, now);
  }

  refillIfLow(now: number): void {
    if (this.calls.quota.isLow(now)) this.quotas.refill(this.calls);
  }

  refilled(): Promise<void> {
    return this.quotas.refilled(this.calls);
  }

  refusal(now: number): DomainError {
    const { quota } = this.calls;
    const detail = `The plan includes ${String(quota.limit)} API calls a month, and they are used up. Choose a larger plan, or wait for the next month.`;
    return refuse(monthExceeded, {
      detail,
      retryAfterSeconds: quota.secondsLeft(now),
      members: { policy: 'month' },
    });
  }
}
