import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { withTimeout } from '#libs/kernel';
import { TenantDirectory, type TenantRef } from '#libs/request-context';
import { OutboxLeases } from './outbox-leases.js';
import { OutboxRelay } from './outbox-relay.js';

const TENANTS_PER_SWEEP = 100;
/** For tenants that are suspended, or whose delivery failed. */
const POSTPONED_MILLISECONDS = 600_000;
/** A delivery that takes longer goes on, but the sweep no longer waits for it. */
const DRAIN_TIMEOUT_MILLISECONDS = 30_000;

/** Finds events that a dead process left undelivered. Costs one indexed query where there are none. */
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

  /** Delivers the events of tenants whose lease has run out. A lease is deleted only when nothing of its tenant is pending. */
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
      const wait = waits.get(lease.tenantId) ?? POSTPONED_MILLISECONDS;
      await (wait === Infinity ? this.leases.drop(lease) : this.leases.postpone(lease, wait));
    }
    return waits.size;
  }

  /** A failure for one tenant never stops the delivery for others. */
  private async drain(tenant: TenantRef): Promise<number | null> {
    try {
      return await withTimeout(this.relay.drain(tenant), DRAIN_TIMEOUT_MILLISECONDS);
    } catch (error) {
      this.logger.warn(`Events of ${tenant.slug} will be delivered later: ${String(error)}`);
      return null;
    }
  }
}
