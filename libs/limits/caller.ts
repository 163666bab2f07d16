import type { BurstLimit } from './burst-limit.js';
import type { Limit } from './limit.js';
import type { MonthLimit } from './month-limit.js';

/** Who calls, with the limits that hold for them, and how these are told (draft-ietf-httpapi-ratelimit-headers). */
export class Caller {
  readonly limits: readonly Limit[];
  private policyText = '';
  private policyLimit: number | null | undefined;

  /** @param bursts the caller's own first */
  constructor(
    private readonly bursts: readonly BurstLimit[],
    readonly month: MonthLimit | undefined,
    /** It is looked up again then. */
    readonly until: number,
  ) {
    this.limits = month ? [...bursts, month] : bursts;
    this.policyText = this.describePolicies();
  }

  /** RateLimit-Policy: what holds for the caller. */
  policies(): string {
    if (this.policyLimit !== this.month?.calls.quota.limit) this.policyText = this.describePolicies();
    return this.policyText;
  }

  /** RateLimit: what is left of it, in calls and in seconds until there is all of it again. */
  left(now: number): string {
    const [own, all = own] = this.bursts as [BurstLimit, BurstLimit?];
    const scarcer = all.allowance.left(now) < own.allowance.left(now) ? all.allowance : own.allowance;
    const burst = `"burst";r=${scarcer.left(now)};t=${scarcer.secondsToFull(now)}`;
    const quota = this.month?.calls.quota;
    return typeof quota?.limit === 'number' ? `${burst}, "month";r=${quota.left()};t=${quota.secondsLeft(now)}` : burst;
  }

  private describePolicies(): string {
    const { quota, seconds } = this.bursts[0]!.allowance.rate;
    const burst = `"burst";q=${quota};w=${seconds}`;
    const month = this.month?.calls.quota;
    this.policyLimit = month?.limit;
    return typeof month?.limit === 'number' ? `${burst}, "month";q=${month.limit};w=${month.seconds}` : burst;
  }
}
