import type { DomainEvent, EventType } from '#libs/kernel';
import type { NotificationChannel } from '../domain/notification-channel.js';
import type { Concern } from './concern.js';
import type { Texts } from './notification-text.js';
import type { RecipientsService } from './recipients.service.js';

export interface NotificationType<Payload extends object = object, Data = unknown> {
  /** As clients see it: never renamed. */
  readonly type: string;
  /** For the document: what has happened. */
  readonly says: string;
  /** For the document: who is told. */
  readonly whom: string;
  /** By which channels, where nobody has chosen otherwise. */
  readonly channels: readonly NotificationChannel[];
  readonly on: readonly EventType<Payload>[];
  readonly find: (
    recipients: RecipientsService,
    event: DomainEvent<Payload>,
  ) => Concern<Data>[] | Promise<Concern<Data>[]>;
  readonly texts: Texts<Data>;
}

/** A row of the table: what it says of its event, its recipients and its texts must fit together. */
export function notificationType<Payload extends object, Data>(
  type: string,
  row: Omit<NotificationType<Payload, Data>, 'type'>,
): NotificationType {
  return { type, ...row } as unknown as NotificationType;
}
