import { defineEntity, p } from '@mikro-orm/core';
import { notificationChannels } from '../../catalogue/domain/notification-channel.js';

export const NotificationDefaultSchema = defineEntity({
  name: 'NotificationDefault',
  tableName: 'notification_defaults',
  schema: '*',
  properties: {
    type: p.string().length(100).fieldName('notification_type').primary(),
    channel: p.enum(notificationChannels).primary(),
    isEnabled: p.boolean(),
    updatedAt: p.datetime(),
  },
});

/** What an account prefers where its people have chosen nothing; written by statements. */
export class NotificationDefault extends NotificationDefaultSchema.class {}
NotificationDefaultSchema.setClass(NotificationDefault);
