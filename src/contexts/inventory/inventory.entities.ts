import { StockCountLineSchema } from './counts/domain/stock-count-line.entity.js';
import { StockCountSchema } from './counts/domain/stock-count.entity.js';
import { PartReplacementSchema } from './parts/domain/part-replacement.entity.js';
import { PartSchema } from './parts/domain/part.entity.js';
import { PurchaseOrderLineSchema } from './purchasing/domain/purchase-order-line.entity.js';
import { PurchaseOrderSchema } from './purchasing/domain/purchase-order.entity.js';
import { PlannedPartSchema } from './stock/domain/planned-part.entity.js';
import { StockLevelSchema } from './stock/domain/stock-level.entity.js';
import { StockLocationSchema } from './stock/domain/stock-location.entity.js';
import { StockMovementSchema } from './stock/domain/stock-movement.entity.js';
import { PartSupplierSchema } from './suppliers/domain/part-supplier.entity.js';
import { SupplierSchema } from './suppliers/domain/supplier.entity.js';

export const inventoryEntities = {
  platform: [],
  tenant: [
    ...[PartSchema, PartReplacementSchema, StockLocationSchema, StockLevelSchema, StockMovementSchema],
    ...[PlannedPartSchema, StockCountSchema, StockCountLineSchema],
    ...[SupplierSchema, PartSupplierSchema, PurchaseOrderSchema, PurchaseOrderLineSchema],
  ],
};
