import { defineEntity, p } from '@mikro-orm/core';

export const NotificationDefaultVersionSchema = defineEntity({
  name: 'NotificationDefaultVersion',
  tableName: 'notification_default_versions',
  schema: '*',
  properties: { id: p.smallint().primary(), version: p.integer(), updatedAt: p.datetime() },
});

/** Counts the changes of what the account prefers; written by statements. */
export class NotificationDefaultVersion extends NotificationDefaultVersionSchema.class {}
NotificationDefaultVersionSchema.setClass(NotificationDefaultVersion);
