import { Subscribes, type Subscriber } from '#libs/events';
import { currentTenant } from '#libs/request-context';
import { webhookDeliveryQueued } from '../../events.js';
import { WebhookWakeupsService } from '../application/webhook-wakeups.service.js';

/** From the outbox, so that a crash right after the commit delays nothing. */
@Subscribes(webhookDeliveryQueued, 'notifications.send-webhooks')
export class OnWebhookDeliveryQueuedSubscriber implements Subscriber<Record<never, never>> {
  constructor(private readonly wakeups: WebhookWakeupsService) {}

  handle(): Promise<void> {
    return this.wakeups.wake(currentTenant().id);
  }
}
