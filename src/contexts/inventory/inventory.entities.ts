import { Part } from './domain/part.entity.js';
import { PurchaseOrder, PurchaseOrderLine } from './domain/purchase-order.entity.js';
import { StockMovement } from './domain/stock-movement.entity.js';

export const inventoryEntities = { platform: [], tenant: [Part, StockMovement, PurchaseOrder, PurchaseOrderLine] };
