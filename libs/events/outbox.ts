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

/** Where the events of a transaction are written, for whoever commits something. An event nobody subscribes to counts as delivered. */
@Injectable()
export class Outbox {
  constructor(
    private readonly bus: EventBus,
    private readonly leases: OutboxLeases,
    private readonly relay: OutboxRelay,
    private readonly delivered: DeliveredEventsJob,
  ) {}

  /** Before the transaction commits: from then on a crash loses none of them. */
  async announce(events: readonly DomainEvent[]): Promise<void> {
    if (this.needDelivery(events)) await this.leases.hold(currentTenant());
  }

  /** The rows, for the transaction of the change itself. */
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
      delivered_at: this.isHeard(event) ? null : event.occurredAt,
    }));
    return insertRows(currentTenant().schema, 'outbox', columns, rows);
  }

  /** After the commit: has them delivered, in the background. */
  committed(events: readonly DomainEvent[]): void {
    if (events.length === 0) return;
    const tenant = currentTenant();
    this.delivered.lookLater(tenant);
    if (this.needDelivery(events)) this.relay.drainSoon(tenant);
  }

  private needDelivery(events: readonly DomainEvent[]): boolean {
    return events.some((event) => this.isHeard(event));
  }

  private isHeard({ type }: DomainEvent): boolean {
    return this.bus.subscribersOf(type).length > 0;
  }
}
