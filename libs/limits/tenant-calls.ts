import type { TenantRef } from '#libs/request-context';
import type { CallCount } from './call-meter.js';
import { MonthQuota } from './month-quota.js';

/** Counts one principal's calls until they are stored. */
export class PrincipalCalls {
  calls = 0;
  errors = 0;

  constructor(readonly principal: string) {}

  answered(status: number): void {
    if (status >= 400) this.errors += 1;
  }
}

/** The calls of one tenant in this process. */
export class TenantCalls {
  readonly quota = new MonthQuota();
  private readonly principals = new Map<string, PrincipalCalls>();
  /** Since when there are counts to store; undefined while there are none. */
  private waitingSince: number | undefined;

  constructor(readonly tenant: TenantRef) {}

  callsOf(principal: string): PrincipalCalls {
    let calls = this.principals.get(principal);
    if (!calls) {
      calls = new PrincipalCalls(principal);
      this.principals.set(principal, calls);
    }
    return calls;
  }

  count(calls: PrincipalCalls, now: number): void {
    this.quota.use(now);
    calls.calls += 1;
    this.waitingSince ??= now;
  }

  isWaiting(now: number, milliseconds: number): boolean {
    return this.waitingSince !== undefined && now - this.waitingSince > milliseconds;
  }

  /** Removes the counts to store them; {@link giveBack} adds them again when that failed. */
  takeCounts(): CallCount[] {
    const counts = [...this.principals.values()]
      .filter(({ calls, errors }) => calls + errors > 0)
      .map((each) => ({ ...each }));
    for (const each of this.principals.values()) each.calls = each.errors = 0;
    this.waitingSince = undefined;
    return counts;
  }

  giveBack(counts: readonly CallCount[], now: number): void {
    for (const { principal, calls, errors } of counts) {
      const each = this.callsOf(principal);
      each.calls += calls;
      each.errors += errors;
      this.waitingSince ??= now;
    }
  }
}
