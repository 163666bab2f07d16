import { NotificationPreference } from './inbox/domain/notification-preference.entity.js';
import { Notification } from './inbox/domain/notification.entity.js';
import { PushSubscription } from './inbox/domain/push-subscription.entity.js';
import { Webhook, WebhookDelivery } from './webhooks/domain/webhook.entity.js';

export const notificationsEntities = {
  platform: [],
  tenant: [Notification, NotificationPreference, PushSubscription, Webhook, WebhookDelivery],
};
