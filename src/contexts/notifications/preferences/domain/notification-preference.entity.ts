import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';

export const NotificationPreferenceSchema = defineEntity({
  name: 'NotificationPreference',
  tableName: 'notification_preferences',
  schema: '*',
  properties: {
    ...versioned,
    userId: p.uuid(),
    type: p.string().fieldName('notification_type'),
    channel: p.enum(['in_app', 'email', 'push'] as const),
    isEnabled: p.boolean().onCreate(() => true),
  },
});

/** What somebody has chosen for one type and channel; written by statements. */
export class NotificationPreference extends NotificationPreferenceSchema.class {}
NotificationPreferenceSchema.setClass(NotificationPreference);
