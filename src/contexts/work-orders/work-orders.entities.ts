import { WorkOrderCommentSchema } from './comments/domain/work-order-comment.entity.js';
import { CrewMemberSchema } from './crew/domain/crew-member.entity.js';
import { CostLineSchema } from './costs/domain/cost-line.entity.js';
import { LabourRateSchema } from './costs/domain/labour-rate.entity.js';
import { DeadlineNotice } from './deadlines/domain/deadline-notice.entity.js';
import { WorkOrderLinkSchema } from './links/domain/work-order-link.entity.js';
import { MaintenanceOccurrenceSchema } from './maintenance/domain/maintenance-occurrence.entity.js';
import { MaintenanceScheduleSchema } from './maintenance/domain/maintenance-schedule.entity.js';
import { ServiceRequestAttachmentSchema } from './requests/domain/service-request-attachment.entity.js';
import { ServiceRequestHistorySchema } from './requests/domain/service-request-history-entry.entity.js';
import { ServiceRequestMessageSchema } from './requests/domain/service-request-message.entity.js';
import { ServiceRequestSchema } from './requests/domain/service-request.entity.js';
import { WorkOrderAttachmentSchema } from './attachments/domain/work-order-attachment.entity.js';
import { WorkOrderHistorySchema } from './orders/domain/work-order-history-entry.entity.js';
import { WorkOrderSchema } from './orders/domain/work-order.entity.js';
import { WorkLogSchema } from './visits/domain/work-log.entity.js';

export const workOrdersEntities = {
  platform: [],
  tenant: [
    WorkOrderSchema,
    WorkOrderHistorySchema,
    WorkOrderCommentSchema,
    CrewMemberSchema,
    WorkOrderLinkSchema,
    WorkOrderAttachmentSchema,
    WorkLogSchema,
    LabourRateSchema,
    CostLineSchema,
    DeadlineNotice,
    ServiceRequestSchema,
    MaintenanceScheduleSchema,
    MaintenanceOccurrenceSchema,
    ServiceRequestAttachmentSchema,
    ServiceRequestHistorySchema,
    ServiceRequestMessageSchema,
  ],
};
