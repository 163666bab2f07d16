import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

export const NotificationMailSchema = defineEntity({
  name: 'NotificationMail',
  tableName: 'notification_mails',
  schema: '*',
  properties: { ...created, userId: p.uuid(), title: p.string(), message: p.text(), dueAt: p.datetime() },
});

/** What is still to be mailed to somebody; written by statements. */
export class NotificationMail extends NotificationMailSchema.class {}
NotificationMailSchema.setClass(NotificationMail);
