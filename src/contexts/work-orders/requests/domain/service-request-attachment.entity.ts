import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

export const ServiceRequestAttachmentSchema = defineEntity({
  name: 'ServiceRequestAttachment',
  tableName: 'service_request_attachments',
  schema: '*',
  properties: {
    ...created,
    serviceRequestId: p.uuid(),
    uploadId: p.uuid().nullable(),
    fileName: p.string(),
    fileUrl: p.text(),
    fileSizeKb: p.integer().nullable(),
    fileType: p.string().nullable(),
    uploadedById: p.uuid().nullable().fieldName('uploaded_by'),
  },
});

/** A file that came with a service request; conversion attaches it to the work order. */
export class ServiceRequestAttachment extends ServiceRequestAttachmentSchema.class {}
ServiceRequestAttachmentSchema.setClass(ServiceRequestAttachment);
