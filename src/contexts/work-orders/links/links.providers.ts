import { FollowUpService } from './application/follow-up.service.js';
import { WorkOrderLinkService } from './application/work-order-link.service.js';
import { FollowUpController } from './http/follow-up.controller.js';
import { WorkOrderLinkController } from './http/work-order-link.controller.js';

export const links = {
  controllers: [WorkOrderLinkController, FollowUpController],
  providers: [WorkOrderLinkService, FollowUpService],
};
