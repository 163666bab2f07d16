import type { CallExchange, CallGrant } from './call-meter.js';

/** The part of the plan's calls that one process may hold unused, so that the plan seems used up too early by little. */
const MAX_HELD = 0.005;
const MIN_REQUEST = 8;
/** How long a grant should last. */
const HORIZON_MILLISECONDS = 10_000;
/** How long a plan counts as used up before it is asked again; a larger plan takes effect after so long. */
const BLOCKED_MILLISECONDS = 1_000;
/** How long calls are let through after a failed exchange, since none may be refused uncounted. */
const UNCOUNTED_MILLISECONDS = 1_000;
/** After so long the limit may have changed and is asked for again. */
const STALE_AFTER_MILLISECONDS = 60_000;

/** One process's part of a tenant's calls of the month. Times are those of a monotonic clock, in milliseconds. */
export class MonthQuota {
  private grant: CallGrant | undefined;
  private held = 0;
  private owed = 0;
  private used = 0;
  private updatedAt = 0;
  private usedAt = 0;
  private blockedUntil = 0;
  private uncountedUntil = 0;
  private requested = { owed: 0, returned: 0, wanted: 0 };

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
    if (this.uncountedUntil > now) return true;
    return this.isKnown(now) && (this.grant!.limit === null || this.held > 0);
  }

  use(now: number): void {
    this.used += 1;
    this.usedAt = now;
    if (this.held > 0) this.held -= 1;
    else this.owed += 1;
  }

  isLow(now: number): boolean {
    if (this.uncountedUntil > now) return false;
    if (!this.isKnown(now)) return true;
    if (now - this.updatedAt > STALE_AFTER_MILLISECONDS) return true;
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
    return this.held > MIN_REQUEST;
  }

  isIdle(now: number, milliseconds: number): boolean {
    return now - this.usedAt > milliseconds;
  }

  /** @param isClosing returns everything and requests nothing */
  request(now: number, isClosing: boolean): Omit<CallExchange, 'counts'> {
    const returned = isClosing ? this.held : 0;
    this.held -= returned;
    this.requested = { owed: this.owed, returned, wanted: isClosing ? 0 : this.wanted(now) };
    return { ...this.requested, resetsAt: this.grant?.resetsAt ?? null };
  }

  receive(grant: CallGrant, now: number): void {
    if (grant.resetsAt !== this.grant?.resetsAt) this.held = 0;
    this.grant = grant;
    this.owed -= this.requested.owed;
    this.held += grant.granted;
    this.used = 0;
    this.updatedAt = now;
    // a request for nothing was not refused
    if (grant.limit !== null && grant.granted === 0 && this.requested.wanted > 0)
      this.blockedUntil = now + BLOCKED_MILLISECONDS;
  }

  /** The exchange failed: what was to be returned is still held. */
  failed(now: number): void {
    this.held += this.requested.returned;
    this.uncountedUntil = now + UNCOUNTED_MILLISECONDS;
  }

  /** The plan may have changed: the next call waits for what it allows now. */
  expire(): void {
    this.updatedAt = -Infinity;
    this.blockedUntil = 0;
  }

  remaining(): number {
    const { limit = null, used = 0 } = this.grant ?? {};
    return limit === null ? 0 : Math.max(0, limit - used + this.held);
  }

  /** Until the next month begins. */
  secondsLeft(now: number): number {
    return Math.max(1, Math.ceil((this.grant?.secondsLeft ?? 0) - (now - this.updatedAt) / 1_000));
  }

  private isKnown(now: number): boolean {
    return this.grant !== undefined && now - this.updatedAt < this.grant.secondsLeft * 1_000;
  }

  /** What would last for the horizon at the rate since the last exchange. */
  private wanted(now: number): number {
    if (!this.grant) return 1;
    const { limit } = this.grant;
    const pace = this.used / Math.max(now - this.updatedAt, 1_000);
    const wanted = Math.max(MIN_REQUEST, Math.ceil(pace * HORIZON_MILLISECONDS));
    return limit === null ? MIN_REQUEST : Math.min(wanted, Math.max(1, Math.floor(limit * MAX_HELD)));
  }
}
