import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Rate } from '#libs/config';
import { PlatformDb, asynchronousCommit } from '#libs/database';
import { runAsSystem, runOutside } from '#libs/request-context';
import { Allowance, type TokenRequest, type Grant } from './allowance.js';
import { dropFullBuckets, exchangeTokens, fillBuckets } from './bucket.writes.js';
import { WaitingCalls } from './waiting-calls.js';

/** In one statement; the others wait for the next. */
const MAX_PER_EXCHANGE = 500;
const FORGOTTEN_AFTER_MILLISECONDS = 60_000;
/** Bounds the memory under a flood from countless addresses: the least recent callers are forgotten. */
const MAX_KNOWN = 100_000;

/** The allowances of this process. One exchange with the database runs at a time, for all allowances that need one. */
@Injectable()
export class BurstBuckets {
  private readonly logger = new Logger('Limits');
  private readonly known = new Set<string>();
  private readonly allowances = new LRUCache<string, Allowance>({
    max: MAX_KNOWN,
    dispose: (_, subject) => this.known.delete(subject),
  });
  private readonly low = new Set<Allowance>();
  private readonly waiting = new WaitingCalls<Allowance>();
  private isExchanging = false;

  constructor(private readonly db: PlatformDb) {}

  allowanceFor(subject: string, rate: Rate, now: number): Allowance {
    let allowance = this.allowances.get(subject);
    if (!allowance) {
      allowance = new Allowance(subject, rate, now);
      this.allowances.set(subject, allowance);
    }
    return allowance;
  }

  /** In the background. */
  refill(allowance: Allowance): void {
    this.low.add(allowance);
    if (!this.isExchanging) void this.exchangeAll();
  }

  /** For a call that has to wait for it. */
  refilled(allowance: Allowance): Promise<void> {
    const refilled = this.waiting.wait(allowance);
    this.refill(allowance);
    return refilled;
  }

  /** Forgets who has not called lately. */
  sweep(now: number): void {
    for (const [subject, allowance] of [...this.allowances])
      if (allowance.isIdle(now, FORGOTTEN_AFTER_MILLISECONDS)) this.allowances.delete(subject);
  }

  /** Deletes shared buckets that nobody has used lately. */
  async sweepShared(): Promise<void> {
    await this.db.batch(dropFullBuckets);
  }

  private async exchangeAll(): Promise<void> {
    this.isExchanging = true;
    // All calls of this turn of the event loop share one exchange.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.low.size > 0) {
      const chosen = [...this.low].slice(0, MAX_PER_EXCHANGE);
      const grants = await this.exchange(chosen.map((allowance) => allowance.request()));
      const now = performance.now();
      for (const allowance of chosen) {
        allowance.receive(grants?.get(allowance.subject) ?? null, now);
        this.low.delete(allowance);
        this.waiting.resume(allowance);
      }
    }
    this.isExchanging = false;
  }

  /** Null when the database could not be asked; the calls themselves will then fail where they need it. */
  private async exchange(asks: readonly TokenRequest[]): Promise<ReadonlyMap<string, Grant> | null> {
    try {
      return await runOutside(() => runAsSystem('limits', () => this.exchangeTokens(asks)));
    } catch (error) {
      this.logger.debug(`Calls are let through uncounted: ${(error as Error).message}`);
      return null;
    }
  }

  private async exchangeTokens(asks: readonly TokenRequest[]): Promise<ReadonlyMap<string, Grant>> {
    const fresh = asks.filter(({ subject }) => !this.known.has(subject));
    const filling = fresh.length > 0 ? [fillBuckets(fresh)] : [];
    const results = await this.db.batch(...filling, exchangeTokens(asks), asynchronousCommit);
    const rows = results.at(-2)!.rows as unknown as ({ subject: string } & Grant)[];
    const grants = new Map(rows.map(({ subject, ...grant }) => [subject, grant]));
    // A missing one was deleted by a sweep and is created again in the next exchange.
    for (const { subject } of asks) {
      if (grants.has(subject)) this.known.add(subject);
      else this.known.delete(subject);
    }
    return grants;
  }
}
