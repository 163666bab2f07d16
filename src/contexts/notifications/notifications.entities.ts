import { NotificationPreference } from './domain/notification-preference.entity.js';
import { Notification } from './domain/notification.entity.js';
import { PushSubscription } from './domain/push-subscription.entity.js';
import { Webhook, WebhookDelivery } from './domain/webhook.entity.js';

export const notificationsEntities = {
  platform: [],
  tenant: [Notification, NotificationPreference, PushSubscription, Webhook, WebhookDelivery],
};
