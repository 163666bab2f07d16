import { Injectable } from '@nestjs/common';
import { insertRows, type Statement } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import { currentContext, currentTenant } from '#libs/request-context';
import { DeliveredEventsJob } from './delivered-events.job.js';
import { EventBus } from './event-bus.js';
import { OutboxLeases } from './outbox-leases.js';
import { OutboxRelay } from './outbox-relay.js';

const columns = {
  id: 'uuid',
  aggregate_type: 'varchar',
  aggregate_id: 'uuid',
  event_type: 'varchar',
  payload: 'jsonb',
  request_id: 'varchar',
  occurred_at: 'timestamptz',
  delivered_at: 'timestamptz',
};

/** Writes the events of a transaction. An event without subscribers counts as delivered. */
@Injectable()
export class Outbox {
  /** Decided once for each event: until the commit webhooks may come and go. */
  private readonly awaited = new WeakSet<DomainEvent>();

  constructor(
    private readonly bus: EventBus,
    private readonly leases: OutboxLeases,
    private readonly relay: OutboxRelay,
    private readonly delivered: DeliveredEventsJob,
  ) {}

  /** Makes sure that another process delivers them, should this one die after the commit. */
  async beforeCommit(events: readonly DomainEvent[]): Promise<void> {
    for (const event of events) if (this.hasSubscriber(event)) this.awaited.add(event);
    if (this.needDelivery(events)) await this.leases.hold(currentTenant());
  }

  /** Inserts the events, in the transaction of the change itself. */
  statement(events: readonly DomainEvent[]): Statement {
    const { requestId } = currentContext();
    const rows = events.map((event) => ({
      id: event.id,
      aggregate_type: event.aggregateType,
      aggregate_id: event.aggregateId,
      event_type: event.type,
      payload: JSON.stringify(event.payload),
      request_id: requestId,
      occurred_at: event.occurredAt,
      delivered_at: this.awaited.has(event) ? null : event.occurredAt,
    }));
    return insertRows(currentTenant().schema, 'outbox', columns, rows);
  }

  /** Has them delivered in the background. */
  afterCommit(events: readonly DomainEvent[]): void {
    if (events.length === 0) return;
    const tenant = currentTenant();
    this.delivered.planRun(tenant);
    if (this.needDelivery(events)) this.relay.drainSoon(tenant);
  }

  private needDelivery(events: readonly DomainEvent[]): boolean {
    return events.some((event) => this.awaited.has(event));
  }

  private hasSubscriber({ type }: DomainEvent): boolean {
    return this.bus.subscribersOf(type, currentTenant()).length > 0;
  }
}
