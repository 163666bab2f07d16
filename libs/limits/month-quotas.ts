import { Injectable, Logger } from '@nestjs/common';
import { runOutside, type TenantRef } from '#libs/request-context';
import { CallMeter } from './call-meter.js';
import { TenantCalls } from './tenant-calls.js';
import { WaitingCalls } from './waiting-calls.js';

/** Counts are stored after this time at the latest. */
const FLUSH_AFTER_MILLISECONDS = 30_000;
/** After this time without calls a tenant's unused calls are returned. */
const IDLE_AFTER_MILLISECONDS = 10_000;
const FORGOTTEN_AFTER_MILLISECONDS = 600_000;

/** The monthly quotas of all tenants that call this process. */
@Injectable()
export class MonthQuotas {
  private readonly logger = new Logger('Limits');
  private readonly tenants = new Map<string, TenantCalls>();
  private readonly exchanging = new Map<TenantCalls, Promise<void>>();
  private readonly waiting = new WaitingCalls<TenantCalls>();

  constructor(private readonly meter: CallMeter) {}

  callsOf(tenant: TenantRef): TenantCalls {
    let calls = this.tenants.get(tenant.id);
    if (!calls) {
      calls = new TenantCalls(tenant);
      this.tenants.set(tenant.id, calls);
    }
    return calls;
  }

  /** In the background: requests more calls and stores the counts. */
  refill(calls: TenantCalls): void {
    void this.exchange(calls, false);
  }

  /** For a call that has to wait for it. */
  refilled(calls: TenantCalls): Promise<void> {
    const refilled = this.waiting.wait(calls);
    this.refill(calls);
    return refilled;
  }

  /** Stores what this process has counted, for a reader of the usage; other processes do so within half a minute. */
  async flush(tenant: TenantRef): Promise<void> {
    const calls = this.tenants.get(tenant.id);
    if (!calls) return;
    // An exchange in progress stores its calls only at its end, and may lack the latest ones.
    await this.exchanging.get(calls);
    if (calls.isWaiting(Infinity, 0) || this.exchanging.has(calls)) await this.exchange(calls, false);
  }

  /** Asks anew what the plan of a tenant allows, before its next call. */
  recheck(tenantId: string): void {
    const calls = this.tenants.get(tenantId);
    if (!calls) return;
    calls.quota.expire();
    // one in progress may have read the limit before it changed
    void this.exchanging.get(calls)?.then(() => calls.quota.expire());
  }

  recheckAll(): void {
    for (const tenantId of this.tenants.keys()) this.recheck(tenantId);
  }

  async sweep(now: number): Promise<void> {
    for (const calls of this.tenants.values()) {
      const isIdle = calls.quota.isIdle(now, IDLE_AFTER_MILLISECONDS);
      if (calls.isWaiting(now, FLUSH_AFTER_MILLISECONDS) || (isIdle && calls.quota.holdsMuch))
        await this.exchange(calls, isIdle);
      if (!calls.quota.isIdle(now, FORGOTTEN_AFTER_MILLISECONDS)) continue;
      if (calls.quota.holdsAny) await this.exchange(calls, true);
      this.tenants.delete(calls.tenant.id);
    }
  }

  /** Returns what is held and stores the counts, before the process ends. */
  async close(): Promise<void> {
    await Promise.all([...this.exchanging.values()]);
    await Promise.all([...this.tenants.values()].map((calls) => this.exchange(calls, true)));
  }

  /** One at a time for each tenant; calls meanwhile share it. */
  private exchange(calls: TenantCalls, isClosing: boolean): Promise<void> {
    const running = this.exchanging.get(calls);
    if (running) return running;
    // it serves other requests as well as the one that set it off
    const exchange = runOutside(() => this.exchangeOnce(calls, isClosing)).finally(() => {
      this.exchanging.delete(calls);
      this.waiting.resume(calls);
    });
    this.exchanging.set(calls, exchange);
    return exchange;
  }

  private async exchangeOnce(calls: TenantCalls, isClosing: boolean): Promise<void> {
    const { tenant, quota } = calls;
    const counts = calls.takeCounts();
    try {
      const request = quota.request(performance.now(), isClosing);
      quota.receive(await this.meter.exchange(tenant, { ...request, counts }), performance.now());
    } catch (error) {
      quota.failed(performance.now());
      calls.giveBack(counts, performance.now());
      this.logger.debug(`Calls of ${tenant.slug} are counted later: ${(error as Error).message}`);
    }
  }
}
