import { Injectable } from '@nestjs/common';
import { statementName, type Change, type ChangeRecorder, type Statement } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import { currentContext, currentTenant } from '#libs/request-context';
import { OutboxLeases } from './outbox-leases.js';
import { OutboxRelay } from './outbox-relay.js';

/** Writes the events of a commit into the tenant's outbox, in the transaction of the change itself. */
@Injectable()
export class OutboxRecorder implements ChangeRecorder {
  constructor(
    private readonly leases: OutboxLeases,
    private readonly relay: OutboxRelay,
  ) {}

  async prepare(changes: readonly Change[]): Promise<void> {
    if (hasEvents(changes)) await this.leases.hold(currentTenant());
  }

  statements(changes: readonly Change[]): Statement[] {
    const { schema } = currentTenant();
    return changes.flatMap(({ events }) => events.map((event) => outboxStatement(schema, event)));
  }

  committed(changes: readonly Change[]): void {
    if (hasEvents(changes)) this.relay.poke(currentTenant());
  }
}

function hasEvents(changes: readonly Change[]): boolean {
  return changes.some(({ events }) => events.length > 0);
}

export function outboxStatement(schema: string, event: DomainEvent): Statement {
  const text = `insert into "${schema}".outbox (id, aggregate_type, aggregate_id, event_type, payload, request_id, occurred_at) values ($1, $2, $3, $4, $5, $6, $7)`;
  const { id, aggregateType, aggregateId, type, payload, occurredAt } = event;
  const values = [
    id,
    aggregateType,
    aggregateId,
    type,
    JSON.stringify(payload),
    currentContext().requestId,
    occurredAt,
  ];
  return { name: statementName(text), text, values };
}
