import { Notification } from './inbox/domain/notification.entity.js';
import { PushSubscription } from './inbox/domain/push-subscription.entity.js';
import { NotificationMailSchema } from './mails/domain/notification-mail.entity.js';
import { NotificationDefaultSchema } from './preferences/domain/notification-default.entity.js';
import { NotificationDefaultVersionSchema } from './preferences/domain/notification-default-version.entity.js';
import { NotificationPreferenceSchema } from './preferences/domain/notification-preference.entity.js';
import { NotificationSettingsSchema } from './preferences/domain/notification-settings.entity.js';
import { NotificationPlaceSchema } from './stream/domain/notification-place.entity.js';
import { WebhookDelivery } from './webhooks/domain/webhook-delivery.entity.js';
import { WebhookFailure } from './webhooks/domain/webhook-failure.entity.js';
import { Webhook } from './webhooks/domain/webhook.entity.js';

export const notificationsEntities = {
  platform: [],
  tenant: [
    Notification,
    NotificationPreferenceSchema,
    NotificationDefaultSchema,
    NotificationDefaultVersionSchema,
    NotificationSettingsSchema,
    NotificationMailSchema,
    NotificationPlaceSchema,
    PushSubscription,
    Webhook,
    WebhookDelivery,
    WebhookFailure,
  ],
};
