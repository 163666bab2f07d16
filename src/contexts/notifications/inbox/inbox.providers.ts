import { OnWorkOrderUnassignedSubscriber } from './subscribers/on-work-order-unassigned.subscriber.js';
import { OnPartLowOnStockSubscriber } from './subscribers/on-part-low-on-stock.subscriber.js';
import { OnDepartureForgottenSubscriber } from './subscribers/on-departure-forgotten.subscriber.js';
import { ForgottenDepartureNoticeService } from './application/forgotten-departure-notice.service.js';
import { AssignmentNoticeService } from './application/assignment-notice.service.js';
import { LowStockNoticeService } from './application/low-stock-notice.service.js';
import { NotificationService } from './application/notification.service.js';
import { NotificationController } from './http/notification.controller.js';
import { OnWorkOrderAssignedSubscriber } from './subscribers/on-work-order-assigned.subscriber.js';

export const inbox = {
  controllers: [NotificationController],
  providers: [
    OnWorkOrderUnassignedSubscriber,
    OnDepartureForgottenSubscriber,
    ForgottenDepartureNoticeService,
    OnPartLowOnStockSubscriber,
    AssignmentNoticeService,
    LowStockNoticeService,
    NotificationService,
    OnWorkOrderAssignedSubscriber,
  ],
};
