import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock, withTimeout, type DomainEvent } from '#libs/kernel';
import { runInTenant, runOutside, type TenantRef } from '#libs/request-context';
import type { DeliverySlot } from './delivery-slot.js';
import type { BoundSubscriber } from './event-bus.js';
import { claimDeliveries, releaseDeliveries } from './outbox.writes.js';

/** What came of giving events to a subscriber: those that it has had, by this or another process, or why it has had none of them. */
export type Handled = { readonly handled: readonly string[] } | { readonly error: string };

/** Gives events to subscribers, in a transaction that records the delivery too. */
@Injectable()
export class EventHandler {
  /** A subscriber that takes longer with an event has failed: one that hangs must not stop all deliveries of its tenant. */
  readonly timeLimitMilliseconds: number = 30_000;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** In their order, all in one transaction; stops early, with what it has done until then, when the slot is over. */
  async handle(
    tenant: TenantRef,
    slot: DeliverySlot,
    bound: BoundSubscriber,
    events: readonly DomainEvent[],
  ): Promise<Handled> {
    try {
      const handled = await inOwnContext(tenant, bound.name, () =>
        this.unitOfWork.transactional(() => this.handleClaimed(tenant, slot, bound, events)),
      );
      return { handled };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  private async handleClaimed(
    { schema }: TenantRef,
    slot: DeliverySlot,
    { name, subscriber }: BoundSubscriber,
    events: readonly DomainEvent[],
  ): Promise<string[]> {
    const ids = events.map(({ id }) => id);
    const [result] = await this.unitOfWork.execute(claimDeliveries(schema, name, ids, this.clock.now()));
    const claimed = new Set(result!.rows.map((row) => row['event_id'] as string));
    let count = 0;
    for (const event of events) {
      if (count > 0 && slot.isOver()) break;
      if (claimed.has(event.id))
        await slot.raceCancel(withTimeout(subscriber.handle(event), this.timeLimitMilliseconds));
      count += 1;
    }
    const left = ids.slice(count).filter((id) => claimed.has(id));
    if (left.length > 0) await this.unitOfWork.execute(releaseDeliveries(schema, name, left));
    return ids.slice(0, count);
  }
}

/** Whatever set it off: each delivery has a transaction and a name of its own. */
export function inOwnContext<T>(tenant: TenantRef, name: string, work: () => T): T {
  return runOutside(() => runInTenant(tenant, name, work));
}
