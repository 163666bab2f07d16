import type { DomainEvent, EventType } from '#libs/kernel';
import type { AccountRecipientsService } from './account-recipients.service.js';
import type { Concern } from './concern.js';
import type { Texts } from './notification-text.js';
import type { RequestRecipientsService } from './request-recipients.service.js';
import type { WorkOrderRecipientsService } from './work-order-recipients.service.js';

/** Where people are looked for. */
export interface Recipients {
  readonly workOrders: WorkOrderRecipientsService;
  readonly requests: RequestRecipientsService;
  readonly account: AccountRecipientsService;
}

export interface NotificationType<Payload extends object = object, Data = unknown> {
  /** As clients see it: never renamed. */
  readonly type: string;
  /** For the document: what has happened. */
  readonly says: string;
  /** For the document: who is told. */
  readonly whom: string;
  readonly on: readonly EventType<Payload>[];
  readonly find: (recipients: Recipients, event: DomainEvent<Payload>) => Concern<Data>[] | Promise<Concern<Data>[]>;
  readonly texts: Texts<Data>;
}

/** A row of the table: what it says of its event, its recipients and its texts must fit together. */
export function notificationType<Payload extends object, Data>(
  type: string,
  row: Omit<NotificationType<Payload, Data>, 'type'>,
): NotificationType {
  return { type, ...row } as unknown as NotificationType;
}
