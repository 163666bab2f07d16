import { NotificationPreference } from './inbox/domain/notification-preference.entity.js';
import { Notification } from './inbox/domain/notification.entity.js';
import { PushSubscription } from './inbox/domain/push-subscription.entity.js';
import { WebhookDelivery } from './webhooks/domain/webhook-delivery.entity.js';
import { WebhookFailure } from './webhooks/domain/webhook-failure.entity.js';
import { Webhook } from './webhooks/domain/webhook.entity.js';

export const notificationsEntities = {
  platform: [],
  tenant: [Notification, NotificationPreference, PushSubscription, Webhook, WebhookDelivery, WebhookFailure],
};
