import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { recordEvent, refuse, uuidv7 } from '#libs/kernel';
import { workOrderAttachmentAdded, workOrderAttachmentRemoved } from '../../events.js';
import type { Act } from '../../orders/domain/work-order-history-entry.entity.js';
import type { AttachmentKind } from './attachment-kind.js';
import { signerRequired } from './attachment.errors.js';

export const WorkOrderAttachmentSchema = defineEntity({
  name: 'WorkOrderAttachment',
  tableName: 'task_attachments',
  schema: '*',
  properties: {
    ...created,
    workOrderId: p.uuid().fieldName('task_id').hidden(),
    uploadId: p.uuid().nullable().hidden(),
    kind: p.string().$type<AttachmentKind>(),
    caption: p.string().nullable(),
    signerName: p.string().nullable(),
    isInternal: p.boolean(),
    serviceRequestId: p.uuid().nullable(),
    fileName: p.string().nullable().hidden(),
    fileUrl: p.text().nullable().hidden(),
    fileSizeKb: p.integer().nullable().hidden(),
    fileType: p.string().nullable().hidden(),
    uploadedById: p.uuid().nullable().fieldName('uploaded_by'),
  },
});

export interface AttachmentFacts {
  readonly uploadId: string;
  readonly kind: AttachmentKind;
  readonly caption?: string | null;
  /** Who signed. */
  readonly signerName?: string | null;
  /** For staff alone. */
  readonly isInternal: boolean;
}

interface Origin {
  readonly uploadedById: string | null;
  /** The request with which it came. */
  readonly serviceRequestId?: string | null;
}

/** A file that belongs to a work order: photos from before and after, the customer's signature, a document. Never changed. */
export class WorkOrderAttachment extends WorkOrderAttachmentSchema.class {
  /** @throws DomainError 422 for a signature of nobody */
  static create(workOrderId: string, given: AttachmentFacts, origin: Origin, { by, at }: Act): WorkOrderAttachment {
    const { caption = null, signerName = null, ...facts } = given;
    if (facts.kind === 'signature' && !signerName) throw refuse(signerRequired);
    const elsewhere = { fileName: null, fileUrl: null, fileSizeKb: null, fileType: null };
    const columns = { id: uuidv7(), workOrderId, ...facts, caption, signerName, ...elsewhere, createdAt: at };
    const attachment = Object.assign(new WorkOrderAttachment(), columns, { serviceRequestId: null, ...origin });
    recordEvent(attachment, workOrderAttachmentAdded.create(workOrderId, attachment.facts(by)));
    return attachment;
  }

  /** To be removed. */
  undo({ by }: Act): void {
    recordEvent(this, workOrderAttachmentRemoved.create(this.workOrderId, this.facts(by)));
  }

  private facts(byId: string | null) {
    const { id: attachmentId, kind, isInternal } = this;
    return { attachmentId, kind, isInternal, byId };
  }
}
WorkOrderAttachmentSchema.setClass(WorkOrderAttachment);
