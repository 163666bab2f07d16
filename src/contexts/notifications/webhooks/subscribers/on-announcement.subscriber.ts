import { SubscribesToAnnouncements, type AnnouncementSubscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { QueuedDeliveryService } from '../application/queued-delivery.service.js';
import { WebhookInterestService } from '../application/webhook-interest.service.js';

/** Queues a delivery at every webhook that wants the event; nothing leaves the machine here. */
@SubscribesToAnnouncements('notifications.queue-webhooks', { addsOnly: true })
export class OnAnnouncementSubscriber implements AnnouncementSubscriber {
  constructor(
    private readonly deliveries: QueuedDeliveryService,
    private readonly interest: WebhookInterestService,
  ) {}

  mayWant(tenant: TenantRef): boolean {
    return this.interest.mayWant(tenant);
  }

  handle(event: DomainEvent): Promise<void> {
    return this.deliveries.queue(event);
  }
}
