import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';

export const NotificationSchema = defineEntity({
  name: 'Notification',
  tableName: 'notifications',
  schema: '*',
  properties: {
    ...created,
    userId: p.uuid().hidden(),
    type: p.string().fieldName('notification_type'),
    title: p.string(),
    message: p.text(),
    linkUrl: p.text().nullable(),
    linkType: p.string().nullable(),
    linkId: p.uuid().nullable(),
    isRead: p.boolean().onCreate(() => false),
    readAt: p.datetime().nullable(),
    position: p.bigint('string').nullable().hidden(),
  },
});

/** The content of a notification, and the resource that it is about. */
export interface Notice {
  readonly userId: string;
  /** Of the table of notification types. */
  readonly type: string;
  readonly title: string;
  readonly message: string;
  readonly link: { readonly type: string; readonly id: string; readonly url: string };
}

/** An entry of a user's in-app inbox. */
export class Notification extends NotificationSchema.class {
  static of({ userId, type, title, message, link }: Notice): Notification {
    const notification = new Notification();
    const linked = { linkType: link.type, linkId: link.id, linkUrl: link.url };
    return Object.assign(notification, {
      id: uuidv7(),
      userId,
      type,
      title: title.slice(0, 255),
      message,
      ...linked,
      isRead: false,
    });
  }

  /** A second call keeps the time of the first. */
  markRead(at: Date): void {
    if (this.isRead) return;
    this.isRead = true;
    this.readAt = at;
  }
}
NotificationSchema.setClass(Notification);
