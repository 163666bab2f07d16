import type { Rate } from '#libs/config';

/** The part of the quota that a process may use before it asks. All processes together may exceed the quota by as much each. */
const CREDIT = 0.005;
/** The part of the quota that a process takes at once. */
const BATCH = 0.02;
/** Below this part of the quota there is no credit. */
const SCARCE = 0.1;
/** Tokens that are not used in this time are dropped, since the bucket refills by itself. */
const HELD_MILLISECONDS = 1_000;
/** A bucket that is nearly empty is asked ten times a second at most, however many calls come. */
const BLOCKED_MILLISECONDS = 100;

/** Pays the `owed` tokens to the shared bucket and asks it for `wanted` more. */
export interface TokenRequest {
  readonly subject: string;
  readonly owed: number;
  readonly wanted: number;
  readonly rate: Rate;
}

/** The tokens granted, and those left in the shared bucket: negative when too many were used on credit. */
export interface Grant {
  readonly granted: number;
  readonly tokens: number;
}

/**
 * One process's part of a token bucket that all processes share. Calls use what it holds; it is refilled in the background before it is
 * empty. Times are those of a monotonic clock, in milliseconds.
 */
export class Allowance {
  private held = 0;
  /** Used on credit and not yet paid to the shared bucket. */
  private owed = 0;
  private reported = 0;
  private readonly maxCredit: number;
  private readonly batch: number;
  private readonly perMillisecond: number;
  /** Tokens in the shared bucket at the last exchange; before the first it is taken for full. */
  private sharedTokens: number;
  private updatedAt: number;
  private usedAt: number;
  private blockedUntil = 0;

  constructor(
    readonly subject: string,
    readonly rate: Rate,
    now: number,
  ) {
    this.maxCredit = Math.floor(rate.quota * CREDIT);
    this.batch = Math.max(1, Math.floor(rate.quota * BATCH));
    this.perMillisecond = rate.quota / rate.seconds / 1_000;
    this.sharedTokens = rate.quota;
    this.updatedAt = now;
    this.usedAt = now;
  }

  /** Calls that may be let through at once. */
  available(now: number): number {
    this.elapse(now);
    return this.held + this.credit(now) - this.owed;
  }

  use(): void {
    if (this.held >= 1) this.held -= 1;
    else this.owed += 1;
  }

  /** More should be asked for now, before calls have to wait. */
  isLow(now: number): boolean {
    return this.held + this.credit(now) - this.owed <= Math.max(this.maxCredit, this.held > 0 ? this.batch : 0) / 2;
  }

  /** The bucket is empty, so asking again at once would be useless. */
  isBlocked(now: number): boolean {
    return this.blockedUntil > now;
  }

  isIdle(now: number, milliseconds: number): boolean {
    return now - this.usedAt > milliseconds;
  }

  request(): TokenRequest {
    this.reported = this.owed;
    return { subject: this.subject, owed: this.owed, wanted: this.batch, rate: this.rate };
  }

  /** Null when the database could not be asked: then calls are let through, since none may be refused uncounted. */
  receive(grant: Grant | null, now: number): void {
    const { granted, tokens } = grant ?? { granted: this.batch, tokens: this.sharedTokens };
    this.owed -= this.reported;
    this.reported = 0;
    this.held += granted;
    this.sharedTokens = tokens;
    this.updatedAt = now;
    if (granted < this.batch / 2) this.blockedUntil = now + BLOCKED_MILLISECONDS;
  }

  /** What is left for all processes together, as far as this one knows. */
  remaining(now: number): number {
    if (this.isBlocked(now) && this.available(now) < 1) return 0;
    return Math.max(0, Math.floor(this.level(now) + this.held - this.owed));
  }

  /** Seconds until the bucket is full again if nobody uses it. */
  secondsToFull(now: number): number {
    return Math.ceil((this.rate.quota - this.remaining(now)) / this.perMillisecond / 1_000);
  }

  /** Seconds until the bucket has a token again. */
  secondsToNext(now: number): number {
    return Math.max(1, Math.ceil((1 - this.level(now)) / this.perMillisecond / 1_000));
  }

  private level(now: number): number {
    return Math.min(this.rate.quota, this.sharedTokens + (now - this.updatedAt) * this.perMillisecond);
  }

  private credit(now: number): number {
    return this.level(now) < this.rate.quota * SCARCE ? 0 : this.maxCredit;
  }

  /** Credit refills in proportion to the bucket, so that a caller who calls now and then never needs an exchange. */
  private elapse(now: number): void {
    const passed = now - this.usedAt;
    this.usedAt = now;
    if (passed > HELD_MILLISECONDS) this.held = 0;
    if (this.owed > this.reported && this.credit(now) > 0)
      this.owed = Math.max(this.reported, this.owed - passed * this.perMillisecond * CREDIT);
  }
}
