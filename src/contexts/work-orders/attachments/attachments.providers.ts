import { SharedUploadService } from './application/shared-upload.service.js';
import { WorkOrderAttachmentService } from './application/work-order-attachment.service.js';
import { WorkOrderAttachmentController } from './http/work-order-attachment.controller.js';

export const attachments = {
  controllers: [WorkOrderAttachmentController],
  providers: [SharedUploadService, WorkOrderAttachmentService],
};
