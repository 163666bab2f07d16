import { defineEntity, p } from '@mikro-orm/core';

export const NotificationPlaceSchema = defineEntity({
  name: 'NotificationPlace',
  tableName: 'notification_places',
  schema: '*',
  properties: { userId: p.uuid().primary(), last: p.bigint('string') },
});

/** The last place that a notification of a user was given; written by statements. */
export class NotificationPlace extends NotificationPlaceSchema.class {}
NotificationPlaceSchema.setClass(NotificationPlace);
