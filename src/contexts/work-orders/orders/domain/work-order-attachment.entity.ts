import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

export const WorkOrderAttachmentSchema = defineEntity({
  name: 'WorkOrderAttachment',
  tableName: 'task_attachments',
  schema: '*',
  properties: {
    ...created,
    workOrderId: p.uuid().fieldName('task_id'),
    uploadId: p.uuid().nullable(),
    kind: p.string().$type<'document' | 'photo' | 'signature'>(),
    fileName: p.string(),
    fileUrl: p.text(),
    fileSizeKb: p.integer().nullable(),
    fileType: p.string().nullable(),
    uploadedById: p.uuid().nullable().fieldName('uploaded_by'),
  },
});

/** A file that belongs to a work order: a document, a photo, the customer's signature. */
export class WorkOrderAttachment extends WorkOrderAttachmentSchema.class {}
WorkOrderAttachmentSchema.setClass(WorkOrderAttachment);
