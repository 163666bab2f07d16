import { DeliveryService } from './application/delivery.service.js';
import { OrderDraftService } from './application/order-draft.service.js';
import { PurchaseOrderDispatchService } from './application/purchase-order-dispatch.service.js';
import { PurchaseOrderPrintService } from './application/purchase-order-print.service.js';
import { PurchaseOrderService } from './application/purchase-order.service.js';
import { ReorderService } from './application/reorder.service.js';
import { DeliveryController } from './http/delivery.controller.js';
import { PurchaseOrderTransitionController } from './http/purchase-order-transition.controller.js';
import { PurchaseOrderController } from './http/purchase-order.controller.js';
import { ReorderController } from './http/reorder.controller.js';

export const purchasing = {
  controllers: [PurchaseOrderController, PurchaseOrderTransitionController, DeliveryController, ReorderController],
  providers: [
    DeliveryService,
    OrderDraftService,
    PurchaseOrderDispatchService,
    PurchaseOrderPrintService,
    PurchaseOrderService,
    ReorderService,
  ],
};
