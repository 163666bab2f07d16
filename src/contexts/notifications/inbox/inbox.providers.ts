import { RequestNoticeService } from './application/request-notice.service.js';
import { OnServiceRequestApprovedSubscriber } from './subscribers/on-service-request-approved.subscriber.js';
import { OnServiceRequestRejectedSubscriber } from './subscribers/on-service-request-rejected.subscriber.js';
import { OnServiceRequestMessagePostedSubscriber } from './subscribers/on-service-request-message-posted.subscriber.js';
import { OnServiceRequestConvertedSubscriber } from './subscribers/on-service-request-converted.subscriber.js';
import { OnWorkOrderCompletedSubscriber } from './subscribers/on-work-order-completed.subscriber.js';
import { OnWorkOrderCanceledSubscriber } from './subscribers/on-work-order-canceled.subscriber.js';
import { OnWorkOrderRejectedSubscriber } from './subscribers/on-work-order-rejected.subscriber.js';
import { OnWorkOrderReopenedSubscriber } from './subscribers/on-work-order-reopened.subscriber.js';
import { OnWorkOrderUnassignedSubscriber } from './subscribers/on-work-order-unassigned.subscriber.js';
import { OnWorkOrderHelperAddedSubscriber } from './subscribers/on-work-order-helper-added.subscriber.js';
import { OnWorkOrderMentionedSubscriber } from './subscribers/on-work-order-mentioned.subscriber.js';
import { OnPartLowOnStockSubscriber } from './subscribers/on-part-low-on-stock.subscriber.js';
import { OnDepartureForgottenSubscriber } from './subscribers/on-departure-forgotten.subscriber.js';
import { ForgottenDepartureNoticeService } from './application/forgotten-departure-notice.service.js';
import { MentionNoticeService } from './application/mention-notice.service.js';
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
    MentionNoticeService,
    OnWorkOrderHelperAddedSubscriber,
    OnWorkOrderMentionedSubscriber,
    LowStockNoticeService,
    NotificationService,
    OnWorkOrderAssignedSubscriber,
    RequestNoticeService,
    OnServiceRequestApprovedSubscriber,
    OnServiceRequestRejectedSubscriber,
    OnServiceRequestConvertedSubscriber,
    OnServiceRequestMessagePostedSubscriber,
    OnWorkOrderCompletedSubscriber,
    OnWorkOrderCanceledSubscriber,
    OnWorkOrderRejectedSubscriber,
    OnWorkOrderReopenedSubscriber,
  ],
};
