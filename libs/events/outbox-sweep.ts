import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { TenantDirectory } from '#libs/request-context';
import { OutboxLeases } from './outbox-leases.js';
import { OutboxRelay } from './outbox-relay.js';

const TENANTS_PER_SWEEP = 100;

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

  @Interval('outbox-sweep', 15_000)
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

  /** Drains the tenants whose lease ran out; a lease goes only after its tenant has been drained. */
  async sweep(): Promise<number> {
    const leases = await this.leases.expired(TENANTS_PER_SWEEP);
    const found = await this.tenants.findWorkable([...new Set(leases.map(({ tenantId }) => tenantId))]);
    const drained = new Set<string>();
    for (const tenant of found) {
      await this.relay.drain(tenant);
      drained.add(tenant.id);
    }
    for (const lease of leases)
      await (drained.has(lease.tenantId) ? this.leases.drop(lease) : this.leases.postpone(lease));
    return drained.size;
  }
}
