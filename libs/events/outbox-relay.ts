import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { Clock } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import type { DeliverySlot } from './delivery-slot.js';
import { DeliverySlots } from './delivery-slots.js';
import { EventBus, type BoundSubscriber } from './event-bus.js';
import { EventHandler, inOwnContext } from './event-handler.js';
import { eventsTogether, streamOf } from './events-together.js';
import { pendingEvents, readPending, type PendingEvent } from './outbox.queries.js';
import { markDelivered, markFailed } from './outbox.writes.js';

const BATCH = 200;
/** After 1 s, 4 s, 16 s … at most an hour apart; the last try is about five hours after the first. */
const MAX_ATTEMPTS = 12;
/** Commits within this time share one delivery run. */
const DEBOUNCE_MILLISECONDS = 25;

interface Drain {
  tenant: TenantRef;
  lookAgain: boolean;
  running: Promise<number>;
}

interface PlannedDrain {
  readonly at: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Delivers the events of a tenant's outbox: at least once, in order per aggregate and subscriber. A subscriber that fails
 * holds back its own later events of the same aggregate, and nothing else.
 */
@Injectable()
export class OutboxRelay implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Outbox');
  private readonly drains = new Map<string, Drain>();
  private readonly planned = new Map<string, PlannedDrain>();
  /** By tenant, the last sequence up to which events are delivered one by one, since one among them failed: it must not fail the others again. */
  private readonly oneByOne = new Map<string, bigint>();
  private stopping = false;

  constructor(
    private readonly bus: EventBus,
    private readonly db: TenantDb,
    private readonly handler: EventHandler,
    private readonly slots: DeliverySlots,
    private readonly clock: Clock,
  ) {}

  /** In the background: the commit that wrote the events does not wait. */
  drainSoon(tenant: TenantRef, afterMilliseconds = DEBOUNCE_MILLISECONDS): void {
    const at = performance.now() + afterMilliseconds;
    const planned = this.planned.get(tenant.id);
    if (this.stopping || (planned && planned.at <= at)) return;
    clearTimeout(planned?.timer);
    const timer = setTimeout(() => {
      this.planned.delete(tenant.id);
      this.drain(tenant).catch((error: unknown) =>
        this.logger.warn(`Delivery for ${tenant.slug} will be tried again: ${String(error)}`),
      );
    }, afterMilliseconds);
    timer.unref();
    this.planned.set(tenant.id, { at, timer });
  }

  /**
   * Delivers until nothing is due or the slot is needed by others. One run at a time for each tenant; a call meanwhile makes it look again.
   * @returns the milliseconds until something is due, Infinity for never
   */
  drain(tenant: TenantRef): Promise<number> {
    const current = this.drains.get(tenant.id);
    if (current) {
      current.lookAgain = true;
      return current.running;
    }
    const drain: Drain = { tenant, lookAgain: false, running: Promise.resolve(Infinity) };
    this.drains.set(tenant.id, drain);
    drain.running = inOwnContext(tenant, 'outbox', () => this.drainAll(drain));
    return drain.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const { timer } of this.planned.values()) clearTimeout(timer);
    await Promise.allSettled([...this.drains.values()].map(({ running }) => running));
  }

  private async drainAll(drain: Drain): Promise<number> {
    const { tenant } = drain;
    try {
      let retryIn: number;
      do {
        drain.lookAgain = false;
        retryIn = await this.slots.withSlot(tenant.id, (slot) => this.deliverPending(tenant, slot));
      } while (drain.lookAgain && !this.stopping);
      if (Number.isFinite(retryIn)) this.drainSoon(tenant, retryIn);
      else this.oneByOne.delete(tenant.id);
      return retryIn;
    } finally {
      this.drains.delete(tenant.id);
    }
  }

  /** Goes through all pending events once. @returns the milliseconds until the first retry is due, 0 when it had to stop before the end */
  private async deliverPending(tenant: TenantRef, slot: DeliverySlot): Promise<number> {
    const heldBack = new Set<string>();
    let retryIn = Infinity;
    let last = '0';
    let isOver = this.stopping;
    while (!isOver) {
      const [page] = await this.db.batch(pendingEvents(tenant.schema, last, BATCH));
      const pending = page!.rows.map(readPending);
      await this.deliverTogether(tenant, slot, pending, heldBack);
      // one that hangs may have used the slot up: it is tried alone in the next one
      isOver = slot.isOver() || this.stopping;
      const done: string[] = [];
      for (const item of pending) {
        if (isOver && this.waitingFor(tenant, item).length > 0) break;
        const wait = await this.deliver(tenant, slot, item, heldBack);
        if (wait === null) done.push(item.event.id);
        else retryIn = Math.min(retryIn, wait);
        last = item.sequence;
        isOver = slot.isOver() || this.stopping;
      }
      if (done.length > 0) await this.db.batch(markDelivered(tenant.schema, done, this.clock.now()));
      if (pending.length < BATCH && !isOver) return retryIn;
    }
    return 0;
  }

  /** What is not delivered here, because it failed or is no matter of several, is delivered one by one. */
  private async deliverTogether(
    tenant: TenantRef,
    slot: DeliverySlot,
    pending: readonly PendingEvent[],
    heldBack: ReadonlySet<string>,
  ): Promise<void> {
    const oneByOne = this.oneByOne.get(tenant.id) ?? 0n;
    const subscribersOf = ({ event }: PendingEvent) => this.bus.subscribersOf(event.type, tenant);
    const failed = new Set<string>();
    for (const { bound, items } of eventsTogether(pending, { subscribersOf, heldBack, oneByOne })) {
      if (slot.isOver() || this.stopping) return;
      if (failed.has(bound.name)) continue;
      const events = items.map(({ event }) => event);
      const result = await this.handler.handle(tenant, slot, bound, events);
      if ('error' in result) {
        failed.add(bound.name);
        this.oneByOne.set(tenant.id, BigInt(pending.at(-1)!.sequence));
        continue;
      }
      const handled = new Set(result.handled);
      for (const { event, delivered } of items) if (handled.has(event.id)) delivered.add(bound.name);
    }
  }

  /**
   * @returns null when every subscriber has had the event, else the milliseconds until its next try: Infinity for one that only
   * waits for earlier events
   */
  private async deliver(
    tenant: TenantRef,
    slot: DeliverySlot,
    item: PendingEvent,
    heldBack: Set<string>,
  ): Promise<number | null> {
    const { event, wait } = item;
    const errors: string[] = [];
    let blocked = false;
    for (const subscriber of this.waitingFor(tenant, item)) {
      const stream = streamOf(subscriber, item);
      if (wait > 0 || heldBack.has(stream)) {
        heldBack.add(stream);
        blocked = true;
        continue;
      }
      const result = await this.handler.handle(tenant, slot, subscriber, [event]);
      if ('handled' in result) continue;
      heldBack.add(stream);
      errors.push(`${subscriber.name}: ${result.error}`);
    }
    if (errors.length === 0) return blocked ? wait || Infinity : null;
    return this.recordFailure(tenant, item, errors.join('\n'));
  }

  private waitingFor(tenant: TenantRef, { event, delivered }: PendingEvent): BoundSubscriber[] {
    return this.bus.subscribersOf(event.type, tenant).filter(({ name }) => !delivered.has(name));
  }

  private async recordFailure(tenant: TenantRef, { event, attempts }: PendingEvent, errors: string): Promise<number> {
    const now = this.clock.now();
    const givenUp = attempts + 1 >= MAX_ATTEMPTS;
    const delay = backOff(attempts);
    await this.db.batch(
      markFailed(tenant.schema, event.id, errors, now, givenUp ? null : new Date(now.getTime() + delay)),
    );
    const consequence = givenUp ? 'moved to the dead letters' : `next try in ${Math.round(delay / 1_000)} s`;
    this.logger.warn(`Event ${event.type} ${event.id} of ${tenant.slug} failed, ${consequence}: ${errors}`);
    return givenUp ? 0 : delay;
  }
}

function backOff(attempts: number): number {
  return Math.min(1_000 * 4 ** attempts, 3_600_000);
}
