import type { EntityTable } from '#libs/database';
import type { StockCountLineSchema } from './counts/domain/stock-count-line.entity.js';
import type { StockCountSchema } from './counts/domain/stock-count.entity.js';
import type { PartReplacementSchema } from './parts/domain/part-replacement.entity.js';
import type { PartSchema } from './parts/domain/part.entity.js';
import type { PurchaseOrderLineSchema } from './purchasing/domain/purchase-order-line.entity.js';
import type { PurchaseOrderSchema } from './purchasing/domain/purchase-order.entity.js';
import type { PlannedPartSchema } from './stock/domain/planned-part.entity.js';
import type { StockLevelSchema } from './stock/domain/stock-level.entity.js';
import type { StockLocationSchema } from './stock/domain/stock-location.entity.js';
import type { StockMovementSchema } from './stock/domain/stock-movement.entity.js';
import type { PartSupplierSchema } from './suppliers/domain/part-supplier.entity.js';
import type { SupplierSchema } from './suppliers/domain/supplier.entity.js';

/** The tables of this context as queries read them: timestamps and decimals are text. */
export interface InventoryTables {
  inventory_parts: EntityTable<typeof PartSchema>;
  stock_locations: EntityTable<typeof StockLocationSchema>;
  inventory_stock: EntityTable<typeof StockLevelSchema>;
  inventory_transactions: EntityTable<typeof StockMovementSchema>;
  planned_parts: EntityTable<typeof PlannedPartSchema>;
  suppliers: EntityTable<typeof SupplierSchema>;
  part_suppliers: EntityTable<typeof PartSupplierSchema>;
  part_replacements: EntityTable<typeof PartReplacementSchema>;
  stock_counts: EntityTable<typeof StockCountSchema>;
  stock_count_lines: EntityTable<typeof StockCountLineSchema>;
  purchase_orders: EntityTable<typeof PurchaseOrderSchema>;
  purchase_order_lines: EntityTable<typeof PurchaseOrderLineSchema>;
}
