import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { TenantDb, UnitOfWork } from '#libs/database';
import { runAsSystem, type TenantRef } from '#libs/request-context';
import { EventBus, type BoundSubscriber } from './event-bus.js';
import {
  claimDelivery,
  markDelivered,
  markFailed,
  pendingEvents,
  readPending,
  type PendingEvent,
} from './outbox.queries.js';

const BATCH = 200;
/** After 1 s, 4 s, 16 s … at most an hour apart; the last try is about five hours after the first. */
const MOST_ATTEMPTS = 12;
/** Commits that follow each other closely share one look at the outbox. */
const GATHER_MILLISECONDS = 25;

interface Drain {
  tenant: TenantRef;
  again: boolean;
  running: Promise<void>;
}

/**
 * Delivers the events of a tenant's outbox: at least once, in order per aggregate and subscriber. A subscriber that fails
 * holds back its own later events of the same aggregate, and nothing else.
 */
@Injectable()
export class OutboxRelay implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Outbox');
  private readonly drains = new Map<string, Drain>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private stopping = false;

  constructor(
    private readonly bus: EventBus,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Soon, in the background: the commit that wrote the events does not wait. */
  poke(tenant: TenantRef, afterMilliseconds = GATHER_MILLISECONDS): void {
    if (this.stopping || this.timers.has(tenant.id)) return;
    const timer = setTimeout(() => {
      this.timers.delete(tenant.id);
      this.drain(tenant).catch((error: unknown) =>
        this.logger.warn(`Delivery for ${tenant.slug} will be tried again: ${String(error)}`),
      );
    }, afterMilliseconds);
    timer.unref();
    this.timers.set(tenant.id, timer);
  }

  /** Delivers until nothing is due. One drain per tenant runs at a time; a call in the meantime makes it look once more. */
  drain(tenant: TenantRef): Promise<void> {
    const current = this.drains.get(tenant.id);
    if (current) {
      current.again = true;
      return current.running;
    }
    const drain: Drain = { tenant, again: false, running: Promise.resolve() };
    this.drains.set(tenant.id, drain);
    drain.running = runAsSystem(tenant, 'outbox', () => this.drainAll(drain)).finally(() =>
      this.drains.delete(tenant.id),
    );
    return drain.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.allSettled([...this.drains.values()].map(({ running }) => running));
  }

  private async drainAll(drain: Drain): Promise<void> {
    do {
      drain.again = false;
      const retryIn = await this.passOnce(drain.tenant);
      if (Number.isFinite(retryIn)) this.poke(drain.tenant, retryIn);
    } while (drain.again && !this.stopping);
  }

  /** Goes through everything pending once; answers the milliseconds until the first repetition is due. */
  private async passOnce(tenant: TenantRef): Promise<number> {
    const heldBack = new Set<string>();
    let retryIn = Infinity;
    let last = '0';
    for (;;) {
      const [page] = await this.db.batch(pendingEvents(tenant.schema, last, BATCH));
      const pending = page!.rows.map(readPending);
      const done: string[] = [];
      for (const item of pending) {
        if (this.stopping) break;
        const wait = await this.deliver(tenant, item, heldBack);
        if (wait === null) done.push(item.event.id);
        else retryIn = Math.min(retryIn, wait);
        last = item.sequence;
      }
      if (done.length > 0) await this.db.batch(markDelivered(tenant.schema, done, new Date()));
      if (pending.length < BATCH || this.stopping) return retryIn;
    }
  }

  /** Answers null when every subscriber has the event, else the milliseconds until it is worth another look. */
  private async deliver(tenant: TenantRef, item: PendingEvent, heldBack: Set<string>): Promise<number | null> {
    const { event, attempts, due } = item;
    const lane = (subscriber: BoundSubscriber): string =>
      `${subscriber.name} ${event.aggregateType} ${event.aggregateId}`;
    const waiting = this.bus.subscribersOf(event.type).filter(({ name }) => !item.delivered.has(name));
    const errors: string[] = [];
    let blocked = false;
    for (const subscriber of waiting) {
      if (!due || heldBack.has(lane(subscriber))) {
        heldBack.add(lane(subscriber));
        blocked = true;
        continue;
      }
      const error = await this.handOver(tenant, subscriber, item);
      if (error === null) continue;
      heldBack.add(lane(subscriber));
      errors.push(`${subscriber.name}: ${error}`);
    }
    if (errors.length === 0) return blocked ? backOff(attempts) : null;
    return this.recordFailure(tenant, item, errors.join('\n'));
  }

  private async recordFailure(tenant: TenantRef, { event, attempts }: PendingEvent, errors: string): Promise<number> {
    const now = new Date();
    const givenUp = attempts + 1 >= MOST_ATTEMPTS;
    const delay = backOff(attempts);
    await this.db.batch(
      markFailed(tenant.schema, event.id, errors, now, givenUp ? null : new Date(now.getTime() + delay)),
    );
    const consequence = givenUp ? 'moved to the dead letters' : `next try in ${Math.round(delay / 1_000)} s`;
    this.logger.warn(`Event ${event.type} ${event.id} of ${tenant.slug} failed, ${consequence}: ${errors}`);
    return delay;
  }

  private async handOver(
    tenant: TenantRef,
    { name, subscriber }: BoundSubscriber,
    { event }: PendingEvent,
  ): Promise<string | null> {
    try {
      await runAsSystem(tenant, name, () =>
        this.unitOfWork.transactional(async () => {
          const [claimed] = await this.unitOfWork.execute(claimDelivery(tenant.schema, name, event.id, new Date()));
          if (claimed!.rowCount > 0) await subscriber.handle(event);
        }),
      );
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

function backOff(attempts: number): number {
  return Math.min(1_000 * 4 ** attempts, 3_600_000);
}
