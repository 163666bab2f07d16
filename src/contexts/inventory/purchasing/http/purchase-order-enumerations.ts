import { enumeration } from '#libs/http';
import { purchaseOrderStatuses } from '../domain/purchase-order-status.js';

export const purchaseOrderStatus = enumeration({
  name: 'PurchaseOrderStatus',
  description:
    'How far an order has come: a draft, waiting for approval, ordered, received in part or as a whole, or canceled',
  values: purchaseOrderStatuses,
});
