import { ServiceRequestAccessService } from './application/service-request-access.service.js';
import { ServiceRequestAttachmentService } from './application/service-request-attachment.service.js';
import { ServiceRequestConversionService } from './application/service-request-conversion.service.js';
import { ServiceRequestFollowUpService } from './application/service-request-follow-up.service.js';
import { ServiceRequestMessageService } from './application/service-request-message.service.js';
import { ServiceRequestNumberService } from './application/service-request-number.service.js';
import { ServiceRequestReviewService } from './application/service-request-review.service.js';
import { ServiceRequestSightService } from './application/service-request-sight.service.js';
import { ServiceRequestService } from './application/service-request.service.js';
import { ServiceRequestAttachmentController } from './http/service-request-attachment.controller.js';
import { ServiceRequestFollowUpController } from './http/service-request-follow-up.controller.js';
import { ServiceRequestMessageController } from './http/service-request-message.controller.js';
import { ServiceRequestTransitionController } from './http/service-request-transition.controller.js';
import { ServiceRequestController } from './http/service-request.controller.js';

export const requests = {
  // in the order of the API document
  controllers: [
    ServiceRequestController,
    ServiceRequestTransitionController,
    ServiceRequestFollowUpController,
    ServiceRequestMessageController,
    ServiceRequestAttachmentController,
  ],
  providers: [
    ServiceRequestAccessService,
    ServiceRequestNumberService,
    ServiceRequestService,
    ServiceRequestSightService,
    ServiceRequestReviewService,
    ServiceRequestConversionService,
    ServiceRequestFollowUpService,
    ServiceRequestMessageService,
    ServiceRequestAttachmentService,
  ],
};
