import { Notification } from './inbox/domain/notification.entity.js';
import { PushSubscription } from './inbox/domain/push-subscription.entity.js';
import { NotificationMail } from './mails/domain/notification-mail.entity.js';
import { NotificationDefault } from './preferences/domain/notification-default.entity.js';
import { NotificationDefaultVersion } from './preferences/domain/notification-default-version.entity.js';
import { NotificationPreference } from './preferences/domain/notification-preference.entity.js';
import { NotificationSettings } from './preferences/domain/notification-settings.entity.js';
import { NotificationPlace } from './stream/domain/notification-place.entity.js';
import { WebhookDelivery } from './webhooks/domain/webhook-delivery.entity.js';
import { WebhookFailure } from './webhooks/domain/webhook-failure.entity.js';
import { Webhook } from './webhooks/domain/webhook.entity.js';

export const notificationsEntities = {
  platform: [],
  tenant: [
    Notification,
    NotificationPreference,
    NotificationDefault,
    NotificationDefaultVersion,
    NotificationSettings,
    NotificationMail,
    NotificationPlace,
    PushSubscription,
    Webhook,
    WebhookDelivery,
    WebhookFailure,
  ],
};
