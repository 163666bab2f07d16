import { MaintenanceOccurrenceSchema } from './domain/maintenance-occurrence.entity.js';
import { MaintenanceScheduleSchema } from './domain/maintenance-schedule.entity.js';
import { ServiceRequestAttachmentSchema } from './domain/service-request-attachment.entity.js';
import { ServiceRequestSchema } from './domain/service-request.entity.js';
import { WorkLogSchema } from './domain/work-log.entity.js';
import { WorkOrderAttachmentSchema } from './domain/work-order-attachment.entity.js';
import { WorkOrderCommentSchema } from './domain/work-order-comment.entity.js';
import { WorkOrderHistorySchema } from './domain/work-order-history.entity.js';
import { WorkOrderSchema } from './domain/work-order.entity.js';

export const workOrdersEntities = {
  platform: [],
  tenant: [
    WorkOrderSchema,
    WorkOrderHistorySchema,
    WorkOrderCommentSchema,
    WorkOrderAttachmentSchema,
    WorkLogSchema,
    ServiceRequestSchema,
    MaintenanceScheduleSchema,
    MaintenanceOccurrenceSchema,
    ServiceRequestAttachmentSchema,
  ],
};
