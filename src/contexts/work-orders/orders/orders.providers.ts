import { ReferenceCountService } from './application/reference-count.service.js';
import { TransitionEffectsService } from './application/transition-effects.service.js';
import { AssigneeService } from './application/assignee.service.js';
import { WorkOrderAccessService } from './application/work-order-access.service.js';
import { WorkOrderNumberService } from './application/work-order-number.service.js';
import { WorkOrderPartsService } from './application/work-order-parts.service.js';
import { WorkOrderTransitionService } from './application/work-order-transition.service.js';
import { WorkOrderRecordService } from './application/work-order-record.service.js';
import { WorkOrderService } from './application/work-order.service.js';
import { WorkOrderTransitionController } from './http/work-order-transition.controller.js';
import { WorkOrderRecordController } from './http/work-order-record.controller.js';
import { WorkOrderPartsController } from './http/work-order-parts.controller.js';
import { WorkOrderBulkController } from './http/work-order-bulk.controller.js';
import { WorkOrderController } from './http/work-order.controller.js';

export const orders = {
  // in the order of the API document
  controllers: [
    WorkOrderController,
    WorkOrderBulkController,
    WorkOrderTransitionController,
    WorkOrderPartsController,
    WorkOrderRecordController,
  ],
  providers: [
    TransitionEffectsService,
    ReferenceCountService,
    AssigneeService,
    WorkOrderNumberService,
    WorkOrderAccessService,
    WorkOrderPartsService,
    WorkOrderTransitionService,
    WorkOrderRecordService,
    WorkOrderService,
  ],
};
