import type { CallExchange, CallGrant } from './call-meter.js';

/** Of the plan's calls: what one process may hold. So many processes times this is what is refused too early at most. */
const MOST_HELD = 0.005;
const LEAST_WANTED = 8;
/** How long what a process takes should last. */
const HORIZON_MILLISECONDS = 10_000;
/** A plan that is used up is asked about again no sooner; a larger one takes effect as soon. */
const BLOCKED_MILLISECONDS = 1_000;
/** As long calls go on after nobody could be asked: who cannot count must not refuse. */
const TRUSTED_MILLISECONDS = 1_000;
/** The limit may have changed meanwhile. */
const BELIEVED_MILLISECONDS = 60_000;

/** One process's part of a tenant's calls of the month. Times are those of a monotonic clock, in milliseconds. */
export class MonthQuota {
  private grant: CallGrant | undefined;
  private held = 0;
  private owed = 0;
  private used = 0;
  private heardAt = 0;
  private usedAt = 0;
  private blockedUntil = 0;
  private trustedUntil = 0;
  private told = { owed: 0, returned: 0, wanted: 0 };

  /** The plan's calls; null when they are not limited, undefined when it is not known yet. */
  get limit(): number | null | undefined {
    return this.grant?.limit;
  }

  /** Length of the month in seconds. */
  get seconds(): number {
    return this.grant?.seconds ?? 0;
  }

  /** Whether a call may be let through at once. */
  hasRoom(now: number): boolean {
    if (this.trustedUntil > now) return true;
    return this.isKnown(now) && (this.grant!.limit === null || this.held > 0);
  }

  use(now: number): void {
    this.used += 1;
    this.usedAt = now;
    if (this.held > 0) this.held -= 1;
    else this.owed += 1;
  }

  isLow(now: number): boolean {
    if (this.trustedUntil > now) return false;
    if (!this.isKnown(now)) return true;
    if (now - this.heardAt > BELIEVED_MILLISECONDS) return true;
    return this.grant!.limit !== null && this.held <= this.wanted(now) / 2 && !this.isBlocked(now);
  }

  isBlocked(now: number): boolean {
    return this.blockedUntil > now && this.isKnown(now);
  }

  get holdsAny(): boolean {
    return this.held > 0 || this.owed > 0;
  }

  /** More than is kept for the next call. */
  get holdsMuch(): boolean {
    return this.held > LEAST_WANTED;
  }

  isIdle(now: number, milliseconds: number): boolean {
    return now - this.usedAt > milliseconds;
  }

  /** @param isLeaving gives everything back and takes nothing */
  ask(now: number, isLeaving: boolean): Omit<CallExchange, 'counts'> {
    const returned = isLeaving ? this.held : 0;
    this.held -= returned;
    this.told = { owed: this.owed, returned, wanted: isLeaving ? 0 : this.wanted(now) };
    return { ...this.told, resetsAt: this.grant?.resetsAt ?? null };
  }

  take(grant: CallGrant, now: number): void {
    if (grant.resetsAt !== this.grant?.resetsAt) this.held = 0;
    this.grant = grant;
    this.owed -= this.told.owed;
    this.held += grant.granted;
    this.used = 0;
    this.heardAt = now;
    // whoever asked for nothing has not been refused
    if (grant.limit !== null && grant.granted === 0 && this.told.wanted > 0)
      this.blockedUntil = now + BLOCKED_MILLISECONDS;
  }

  /** Nobody could be asked: what was to be given back is still there. */
  failed(now: number): void {
    this.held += this.told.returned;
    this.trustedUntil = now + TRUSTED_MILLISECONDS;
  }

  left(): number {
    const { limit = null, used = 0 } = this.grant ?? {};
    return limit === null ? 0 : Math.max(0, limit - used + this.held);
  }

  /** Until the count begins anew. */
  secondsLeft(now: number): number {
    return Math.max(1, Math.ceil((this.grant?.secondsLeft ?? 0) - (now - this.heardAt) / 1_000));
  }

  private isKnown(now: number): boolean {
    return this.grant !== undefined && now - this.heardAt < this.grant.secondsLeft * 1_000;
  }

  /** What would last for the horizon at the pace since the last exchange. */
  private wanted(now: number): number {
    if (!this.grant) return 1;
    const { limit } = this.grant;
    const pace = this.used / Math.max(now - this.heardAt, 1_000);
    const wanted = Math.max(LEAST_WANTED, Math.ceil(pace * HORIZON_MILLISECONDS));
    return limit === null ? LEAST_WANTED : Math.min(wanted, Math.max(1, Math.floor(limit * MOST_HELD)));
  }
}
