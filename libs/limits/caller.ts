import type { BurstLimit } from './burst-limit.js';
import type { Limit } from './limit.js';
import type { MonthLimit } from './month-limit.js';

/** A caller with the limits that apply, as shown in headers (draft-ietf-httpapi-ratelimit-headers). */
export class Caller {
  readonly limits: readonly Limit[];
  private policyText = '';
  private policyLimit: number | null | undefined;

  /** @param bursts the caller's own limit first */
  constructor(
    private readonly bursts: readonly BurstLimit[],
    readonly month: MonthLimit | undefined,
    /** After that time the limits are looked up again. */
    readonly until: number,
  ) {
    this.limits = month ? [...bursts, month] : bursts;
    this.policyText = this.describePolicies();
  }

  /** The header RateLimit-Policy: the limits that apply. */
  policies(): string {
    if (this.policyLimit !== this.month?.calls.quota.limit) this.policyText = this.describePolicies();
    return this.policyText;
  }

  /** The header RateLimit: the calls that are left, and the seconds until all are available again. */
  remaining(now: number): string {
    const [own, all = own] = this.bursts as [BurstLimit, BurstLimit?];
    const scarcer = all.allowance.remaining(now) < own.allowance.remaining(now) ? all.allowance : own.allowance;
    const burst = `"burst";r=${scarcer.remaining(now)};t=${scarcer.secondsToFull(now)}`;
    const quota = this.month?.calls.quota;
    return typeof quota?.limit === 'number'
      ? `${burst}, "month";r=${quota.remaining()};t=${quota.secondsLeft(now)}`
      : burst;
  }

  private describePolicies(): string {
    const { quota, seconds } = this.bursts[0]!.allowance.rate;
    const burst = `"burst";q=${quota};w=${seconds}`;
    const month = this.month?.calls.quota;
    this.policyLimit = month?.limit;
    return typeof month?.limit === 'number' ? `${burst}, "month";q=${month.limit};w=${month.seconds}` : burst;
  }
}
