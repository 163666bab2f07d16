import { enumeration } from '#libs/http';
import { attachmentKinds, requestAttachmentKinds } from '../domain/attachment-kind.js';

export const workOrderAttachmentKind = enumeration({
  name: 'WorkOrderAttachmentKind',
  description: 'What a file of a work order is: all but `document` and `other` are images',
  values: attachmentKinds,
});

export const serviceRequestAttachmentKind = enumeration({
  name: 'ServiceRequestAttachmentKind',
  description: 'What a file of a service request is: a `photo` is an image',
  values: requestAttachmentKinds,
});
