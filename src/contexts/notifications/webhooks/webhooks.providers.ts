import { QueuedDeliveryService } from './application/queued-delivery.service.js';
import { WebhookClient } from './application/webhook.client.js';
import { WebhookChangeService } from './application/webhook-change.service.js';
import { WebhookDeliveryService } from './application/webhook-delivery.service.js';
import { WebhookDisablingService } from './application/webhook-disabling.service.js';
import { WebhookInterestService } from './application/webhook-interest.service.js';
import { WebhookSecretRekeyService } from './application/webhook-secret-rekey.service.js';
import { WebhookSecretService } from './application/webhook-secret.service.js';
import { WebhookSenderService } from './application/webhook-sender.service.js';
import { WebhookService } from './application/webhook.service.js';
import { WebhookWakeupsService } from './application/webhook-wakeups.service.js';
import { WebhookController } from './http/webhook.controller.js';
import { WebhookDeliveryController } from './http/webhook-delivery.controller.js';
import { SendWebhooksJob } from './jobs/send-webhooks.job.js';
import { OnAnnouncementSubscriber } from './subscribers/on-announcement.subscriber.js';
import { OnWebhookDeliveryQueuedSubscriber } from './subscribers/on-webhook-delivery-queued.subscriber.js';

export const webhooks = {
  controllers: [WebhookController, WebhookDeliveryController],
  providers: [
    QueuedDeliveryService,
    WebhookClient,
    WebhookChangeService,
    WebhookDeliveryService,
    WebhookDisablingService,
    WebhookInterestService,
    WebhookSecretRekeyService,
    WebhookSecretService,
    WebhookSenderService,
    WebhookService,
    WebhookWakeupsService,
    SendWebhooksJob,
    OnAnnouncementSubscriber,
    OnWebhookDeliveryQueuedSubscriber,
  ],
};
