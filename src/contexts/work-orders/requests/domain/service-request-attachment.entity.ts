import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { recordEvent, uuidv7 } from '#libs/kernel';
import type { RequestAttachmentKind } from '../../attachments/domain/attachment-kind.js';
import { WorkOrderAttachment } from '../../attachments/domain/work-order-attachment.entity.js';
import { serviceRequestAttachmentAdded, serviceRequestAttachmentRemoved } from '../../events.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';

export const ServiceRequestAttachmentSchema = defineEntity({
  name: 'ServiceRequestAttachment',
  tableName: 'service_request_attachments',
  schema: '*',
  properties: {
    ...created,
    serviceRequestId: p.uuid().hidden(),
    uploadId: p.uuid().nullable().hidden(),
    kind: p.string().$type<RequestAttachmentKind>(),
    caption: p.string().nullable(),
    isInternal: p.boolean(),
    fileName: p.string().nullable().hidden(),
    fileUrl: p.text().nullable().hidden(),
    fileSizeKb: p.integer().nullable().hidden(),
    fileType: p.string().nullable().hidden(),
    uploadedById: p.uuid().nullable().fieldName('uploaded_by'),
  },
});

export interface RequestAttachmentFacts {
  readonly uploadId: string;
  readonly kind: RequestAttachmentKind;
  readonly caption?: string | null;
  /** For staff alone. */
  readonly isInternal: boolean;
}

/** A file that came with a service request; the work order that the request becomes shows it too. Never changed. */
export class ServiceRequestAttachment extends ServiceRequestAttachmentSchema.class {
  static create(serviceRequestId: string, given: RequestAttachmentFacts, { by, at }: Act): ServiceRequestAttachment {
    const elsewhere = { fileName: null, fileUrl: null, fileSizeKb: null, fileType: null };
    const columns = { id: uuidv7(), serviceRequestId, caption: null, ...given, ...elsewhere };
    const attachment = Object.assign(new ServiceRequestAttachment(), columns, { uploadedById: by, createdAt: at });
    recordEvent(attachment, serviceRequestAttachmentAdded.create(serviceRequestId, attachment.facts(by)));
    return attachment;
  }

  /** The same file, at the work order. */
  at(workOrderId: string, act: Act): WorkOrderAttachment {
    const { serviceRequestId, kind, caption = null, isInternal, uploadedById = null } = this;
    const facts = { uploadId: this.uploadId!, kind, caption, isInternal };
    return WorkOrderAttachment.create(workOrderId, facts, { uploadedById, serviceRequestId }, act);
  }

  /** To be removed. */
  undo({ by }: Act): void {
    recordEvent(this, serviceRequestAttachmentRemoved.create(this.serviceRequestId, this.facts(by)));
  }

  private facts(byId: string | null) {
    return { attachmentId: this.id, isInternal: this.isInternal, byId };
  }
}
ServiceRequestAttachmentSchema.setClass(ServiceRequestAttachment);
