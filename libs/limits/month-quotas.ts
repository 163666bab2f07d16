import { Injectable, Logger } from '@nestjs/common';
import type { TenantRef } from '#libs/request-context';
import { CallMeter } from './call-meter.js';
import { TenantCalls } from './tenant-calls.js';
import { Waiting } from './waiting.js';

/** Counts are written down this often, whatever happens. */
const WRITTEN_AFTER_MILLISECONDS = 30_000;
/** What a tenant that has fallen silent holds goes back. */
const SILENT_AFTER_MILLISECONDS = 10_000;
const FORGOTTEN_AFTER_MILLISECONDS = 600_000;

/** The tenants that call this process, with what it holds of their months. */
@Injectable()
export class MonthQuotas {
  private readonly logger = new Logger('Limits');
  private readonly tenants = new Map<string, TenantCalls>();
  private readonly exchanging = new Map<TenantCalls, Promise<void>>();
  private readonly waiting = new Waiting<TenantCalls>();

  constructor(private readonly meter: CallMeter) {}

  of(tenant: TenantRef): TenantCalls {
    let calls = this.tenants.get(tenant.id);
    if (!calls) {
      calls = new TenantCalls(tenant);
      this.tenants.set(tenant.id, calls);
    }
    return calls;
  }

  /** In the background: takes what is wanted next and writes down what was counted. */
  refill(calls: TenantCalls): void {
    void this.exchange(calls, false);
  }

  /** For a call that has to wait for it. */
  refilled(calls: TenantCalls): Promise<void> {
    const refilled = this.waiting.for(calls);
    this.refill(calls);
    return refilled;
  }

  /** Writes down what this process has counted, for who wants to read it now; the others do so within half a minute. */
  async writeDown(tenant: TenantRef): Promise<void> {
    const calls = this.tenants.get(tenant.id);
    if (!calls) return;
    // what it has taken is not there for others before it ends, and it may have begun before the last calls
    await this.exchanging.get(calls);
    if (calls.isWaiting(Infinity, 0) || this.exchanging.has(calls)) await this.exchange(calls, false);
  }

  async sweep(now: number): Promise<void> {
    for (const calls of this.tenants.values()) {
      const isSilent = calls.quota.isIdle(now, SILENT_AFTER_MILLISECONDS);
      if (calls.isWaiting(now, WRITTEN_AFTER_MILLISECONDS) || (isSilent && calls.quota.holdsMuch))
        await this.exchange(calls, isSilent);
      if (!calls.quota.isIdle(now, FORGOTTEN_AFTER_MILLISECONDS)) continue;
      if (calls.quota.holdsAny) await this.exchange(calls, true);
      this.tenants.delete(calls.tenant.id);
    }
  }

  /** Gives back what is held and writes down what was counted, before the process ends. */
  async leave(): Promise<void> {
    await Promise.all([...this.exchanging.values()]);
    await Promise.all([...this.tenants.values()].map((calls) => this.exchange(calls, true)));
  }

  /** One at a time for each tenant; who comes while it runs shares it. */
  private exchange(calls: TenantCalls, isLeaving: boolean): Promise<void> {
    const running = this.exchanging.get(calls);
    if (running) return running;
    const exchange = this.exchangeOnce(calls, isLeaving).finally(() => {
      this.exchanging.delete(calls);
      this.waiting.end(calls);
    });
    this.exchanging.set(calls, exchange);
    return exchange;
  }

  private async exchangeOnce(calls: TenantCalls, isLeaving: boolean): Promise<void> {
    const { tenant, quota } = calls;
    const counts = calls.takeCounts();
    try {
      const ask = quota.ask(performance.now(), isLeaving);
      quota.take(await this.meter.exchange(tenant, { ...ask, counts }), performance.now());
    } catch (error) {
      quota.failed(performance.now());
      calls.giveBack(counts, performance.now());
      this.logger.debug(`Calls of ${tenant.slug} are counted later: ${(error as Error).message}`);
    }
  }
}
