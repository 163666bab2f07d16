import type { Rate } from '#libs/config';

/** Of the quota: what a process may use before it has asked. So many processes times this is what the whole may be wrong by. */
const CREDIT = 0.005;
/** Of the quota: what a process takes at a time. */
const BATCH = 0.02;
/** Below this part of the quota nobody has credit any more. */
const SCARCE = 0.1;
/** What is not used in this time is left to the bucket, which fills up by itself. */
const HELD_MILLISECONDS = 1_000;
/** A bucket that is nearly empty is asked again no sooner: ten times a second, however many calls come. */
const BLOCKED_MILLISECONDS = 100;

/** What a process asks of the shared bucket: to take note of `owed`, and for `wanted` more. */
export interface Ask {
  readonly subject: string;
  readonly owed: number;
  readonly wanted: number;
  readonly rate: Rate;
}

/** What is granted, and how many tokens the shared bucket has left; fewer than none when too many were used on credit. */
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
  /** Used on credit, not yet told to anyone. */
  private owed = 0;
  private told = 0;
  private readonly most: number;
  private readonly batch: number;
  private readonly perMillisecond: number;
  /** Tokens of the shared bucket when it was last heard of; full for all that is known at first. */
  private shared: number;
  private heardAt: number;
  private usedAt: number;
  private blockedUntil = 0;

  constructor(
    readonly subject: string,
    readonly rate: Rate,
    now: number,
  ) {
    this.most = Math.floor(rate.quota * CREDIT);
    this.batch = Math.max(1, Math.floor(rate.quota * BATCH));
    this.perMillisecond = rate.quota / rate.seconds / 1_000;
    this.shared = rate.quota;
    this.heardAt = now;
    this.usedAt = now;
  }

  /** Calls that may be let through at once. */
  room(now: number): number {
    this.pass(now);
    return this.held + this.credit(now) - this.owed;
  }

  use(): void {
    if (this.held >= 1) this.held -= 1;
    else this.owed += 1;
  }

  /** Time to ask, before calls have to wait. */
  isLow(now: number): boolean {
    return this.held + this.credit(now) - this.owed <= Math.max(this.most, this.held > 0 ? this.batch : 0) / 2;
  }

  /** Nothing is to be had just now, so asking is of no use. */
  isBlocked(now: number): boolean {
    return this.blockedUntil > now;
  }

  isIdle(now: number, milliseconds: number): boolean {
    return now - this.usedAt > milliseconds;
  }

  ask(): Ask {
    this.told = this.owed;
    return { subject: this.subject, owed: this.owed, wanted: this.batch, rate: this.rate };
  }

  /** Null when nobody could be asked: then calls go on, for who cannot count must not refuse. */
  take(grant: Grant | null, now: number): void {
    const { granted, tokens } = grant ?? { granted: this.batch, tokens: this.shared };
    this.owed -= this.told;
    this.told = 0;
    this.held += granted;
    this.shared = tokens;
    this.heardAt = now;
    if (granted < this.batch / 2) this.blockedUntil = now + BLOCKED_MILLISECONDS;
  }

  /** What is left for this process and all others, as far as is known here. */
  left(now: number): number {
    if (this.isBlocked(now) && this.room(now) < 1) return 0;
    return Math.max(0, Math.floor(this.level(now) + this.held - this.owed));
  }

  /** Seconds until the bucket is full again if nobody uses it. */
  secondsToFull(now: number): number {
    return Math.ceil((this.rate.quota - this.left(now)) / this.perMillisecond / 1_000);
  }

  /** Seconds until there is a token for somebody. */
  secondsToNext(now: number): number {
    return Math.max(1, Math.ceil((1 - this.level(now)) / this.perMillisecond / 1_000));
  }

  private level(now: number): number {
    return Math.min(this.rate.quota, this.shared + (now - this.heardAt) * this.perMillisecond);
  }

  private credit(now: number): number {
    return this.level(now) < this.rate.quota * SCARCE ? 0 : this.most;
  }

  /** What was used on credit is refilled as the whole is, in proportion: who calls now and then never has to ask. */
  private pass(now: number): void {
    const passed = now - this.usedAt;
    this.usedAt = now;
    if (passed > HELD_MILLISECONDS) this.held = 0;
    if (this.owed > this.told && this.credit(now) > 0)
      this.owed = Math.max(this.told, this.owed - passed * this.perMillisecond * CREDIT);
  }
}
