import { defineEntity, p } from '@mikro-orm/core';
import { emailDeliveries } from './email-delivery.js';

export const NotificationSettingsSchema = defineEntity({
  name: 'NotificationSettings',
  tableName: 'notification_settings',
  schema: '*',
  properties: {
    userId: p.uuid().primary(),
    emailDelivery: p.enum(emailDeliveries),
    digestAt: p.string().length(5),
    quietFrom: p.string().length(5).nullable(),
    quietUntil: p.string().length(5).nullable(),
    version: p.integer(),
    updatedAt: p.datetime(),
  },
});

/** When mails reach somebody; written by statements. */
export class NotificationSettings extends NotificationSettingsSchema.class {}
NotificationSettingsSchema.setClass(NotificationSettings);
