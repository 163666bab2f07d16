import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { recordEvent, uuidv7 } from '#libs/kernel';
import { serviceRequestMessagePosted } from '../../events.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';

export const ServiceRequestMessageSchema = defineEntity({
  name: 'ServiceRequestMessage',
  tableName: 'service_request_messages',
  schema: '*',
  properties: {
    ...created,
    serviceRequestId: p.uuid().hidden(),
    userId: p.uuid(),
    message: p.text(),
    isInternal: p.boolean(),
  },
});

export interface NewMessage {
  readonly message: string;
  readonly isInternal: boolean;
}

/** What somebody wrote about a request; never changed. */
export class ServiceRequestMessage extends ServiceRequestMessageSchema.class {
  static create(serviceRequestId: string, { message, isInternal }: NewMessage, { by, at }: Act & { by: string }) {
    const columns = { id: uuidv7(), serviceRequestId, userId: by, message, isInternal, createdAt: at };
    const posted = Object.assign(new ServiceRequestMessage(), columns);
    const facts = { messageId: posted.id, isInternal, byId: by };
    recordEvent(posted, serviceRequestMessagePosted.create(serviceRequestId, facts));
    return posted;
  }
}
ServiceRequestMessageSchema.setClass(ServiceRequestMessage);
