import { OnWorkOrderUnassignedSubscriber } from './subscribers/on-work-order-unassigned.subscriber.js';
import { AssignmentNoticeService } from './application/assignment-notice.service.js';
import { NotificationService } from './application/notification.service.js';
import { NotificationController } from './http/notification.controller.js';
import { OnWorkOrderAssignedSubscriber } from './subscribers/on-work-order-assigned.subscriber.js';

export const inbox = {
  controllers: [NotificationController],
  providers: [
    OnWorkOrderUnassignedSubscriber,
    AssignmentNoticeService,
    NotificationService,
    OnWorkOrderAssignedSubscriber,
  ],
};
