import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { inTime } from '#libs/kernel';
import { TenantDirectory, type TenantRef } from '#libs/request-context';
import { OutboxLeases } from './outbox-leases.js';
import { OutboxRelay } from './outbox-relay.js';

const TENANTS_PER_SWEEP = 100;
/** For tenants whose work must not run now, or cannot. */
const LATER_MILLISECONDS = 600_000;
/** One that takes longer goes on by itself, and the next sweep does not wait for it. */
const PATIENCE_MILLISECONDS = 30_000;

/** Finds what a process that died left undelivered. One indexed query when nobody did. */
@Injectable()
export class OutboxSweep {
  private readonly logger = new Logger('Outbox');
  private running = false;

  constructor(
    private readonly leases: OutboxLeases,
    private readonly relay: OutboxRelay,
    private readonly tenants: TenantDirectory,
  ) {}

  @Interval('outbox-sweep', 10_000)
  async tick(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      await this.sweep();
    } catch (error) {
      this.logger.warn(`The sweep will be repeated: ${String(error)}`);
    } finally {
      this.running = false;
    }
  }

  /** Drains the tenants whose lease ran out; a lease goes only when nothing of its tenant waits any more. */
  async sweep(): Promise<number> {
    const leases = await this.leases.expired(TENANTS_PER_SWEEP);
    const found = await this.tenants.findWorkable([...new Set(leases.map(({ tenantId }) => tenantId))]);
    const waits = new Map<string, number>();
    const drained = found.map(async (tenant) => {
      const wait = await this.drain(tenant);
      if (wait !== null) waits.set(tenant.id, wait);
    });
    await Promise.all(drained);
    for (const lease of leases) {
      const wait = waits.get(lease.tenantId) ?? LATER_MILLISECONDS;
      await (wait === Infinity ? this.leases.drop(lease) : this.leases.postpone(lease, wait));
    }
    return waits.size;
  }

  /** One tenant's trouble never stops the delivery of another's. */
  private async drain(tenant: TenantRef): Promise<number | null> {
    try {
      return await inTime(this.relay.drain(tenant), PATIENCE_MILLISECONDS);
    } catch (error) {
      this.logger.warn(`What ${tenant.slug} has to tell will be looked for again: ${String(error)}`);
      return null;
    }
  }
}
