import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Statement } from '#libs/database';
import { uuidv7, type DomainEvent } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { webhookDeliveryQueued } from '../../events.js';
import { eventMessage, messageBody } from '../../messages/application/event-message.js';
import { queueAgain, queueAt, queueEvent, queueRangeAgain } from './queued-delivery.writes.js';
import { WebhookInterestService } from './webhook-interest.service.js';
import { hasWebhooks } from './webhook.queries.js';

export interface ReplayRange {
  readonly from: string;
  readonly to: string | null;
  readonly statuses: readonly string[] | null;
  readonly most: number;
}

/** Queues what is to be sent: each with an event that wakes the processes that send, after the commit. */
@Injectable()
export class QueuedDeliveryService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly interest: WebhookInterestService,
  ) {}

  /** At every webhook that wants it, in the transaction of the event's delivery. */
  async queue(event: DomainEvent): Promise<void> {
    const { schema } = currentTenant();
    await this.interest.learn(currentTenant(), async () => {
      const [queued, any] = await this.unitOfWork.execute(
        queueEvent.bind(schema, messageOf(event)),
        hasWebhooks.bind(schema, {}),
      );
      if (queued!.rowCount > 0)
        await this.unitOfWork.writeMany({ statements: [], audits: [], events: wakeUp(event.aggregateId) });
      return any!.rowCount > 0;
    });
  }

  /** At this one. @returns the id of the delivery */
  async queueAt(webhookId: string, event: DomainEvent): Promise<string> {
    const id = uuidv7();
    await this.create(webhookId, id, queueAt.bind(currentTenant().schema, { id, webhookId, ...messageOf(event) }));
    return id;
  }

  /** What was sent already, or given up, once more. @returns the id of the new delivery */
  async queueAgain(webhookId: string, deliveryId: string): Promise<string> {
    const id = uuidv7();
    await this.create(webhookId, id, queueAgain.bind(currentTenant().schema, { id, webhookId, deliveryId }));
    return id;
  }

  /** @returns how many */
  async queueRange(webhookId: string, range: ReplayRange): Promise<number> {
    const statements = [queueRangeAgain.bind(currentTenant().schema, { webhookId, ...range })];
    const [result] = await this.unitOfWork.writeMany({ statements, audits: [], events: wakeUp(webhookId) });
    return result!.rowCount;
  }

  private async create(webhookId: string, id: string, statement: Statement): Promise<void> {
    const created = [{ table: 'webhook_deliveries', id }];
    await this.unitOfWork.writeMany({ statements: [statement], audits: [], events: wakeUp(webhookId), created });
  }
}

const wakeUp = (id: string) => [webhookDeliveryQueued.create(id, {})];

function messageOf(event: DomainEvent) {
  return { eventId: event.id, eventType: event.type, payload: messageBody(eventMessage(event)) };
}
