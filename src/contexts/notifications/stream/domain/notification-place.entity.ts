import { defineEntity, p } from '@mikro-orm/core';

/** The last place that a notification of a user was given; written by statements. */
export const NotificationPlaceSchema = defineEntity({
  name: 'NotificationPlace',
  tableName: 'notification_places',
  schema: '*',
  properties: { userId: p.uuid().primary(), last: p.bigint('string') },
});
