import { Injectable } from '@nestjs/common';
import { CountedSemaphore } from '#libs/concurrency';
import { AppConfig } from '#libs/config';
import { DeliverySlot } from './delivery-slot.js';

/**
 * Limits for how many tenants events are delivered at once: each delivery holds a connection, and requests need some too. A tenant with
 * an event that takes long moves to the slots for slow tenants, and uses only those until a delivery is quick again.
 */
@Injectable()
export class DeliverySlots {
  /** For one event. */
  readonly slowMilliseconds: number = 2_000;
  private readonly usual: CountedSemaphore;
  private readonly slow: CountedSemaphore;
  private readonly slowTenants = new Set<string>();

  constructor({ database: { poolSize } }: AppConfig) {
    this.usual = new CountedSemaphore(Math.ceil(poolSize / 4));
    this.slow = new CountedSemaphore(Math.max(1, Math.floor(poolSize / 5)));
  }

  async withSlot<T>(tenantId: string, work: (slot: DeliverySlot) => Promise<T>): Promise<T> {
    const semaphore = this.slowTenants.has(tenantId) ? this.slow : this.usual;
    await semaphore.acquire();
    const slot = new DeliverySlot(semaphore, this.slowMilliseconds, () => this.moveToSlow(tenantId, slot));
    try {
      return await work(slot);
    } finally {
      slot.end();
      if (!slot.isSlow) this.slowTenants.delete(tenantId);
      slot.semaphore.release();
    }
  }

  private moveToSlow(tenantId: string, slot: DeliverySlot): void {
    this.slowTenants.add(tenantId);
    if (slot.semaphore === this.slow) return;
    if (this.slow.isLocked()) return slot.cancel();
    // resolves at once, since the semaphore is free
    void this.slow.acquire();
    slot.semaphore.release();
    slot.semaphore = this.slow;
  }
}
