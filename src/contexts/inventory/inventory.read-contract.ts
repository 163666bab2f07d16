import type { InventoryTables } from './inventory.tables.js';

/** Columns that queries of contexts which depend on this one may join. */
export interface InventoryReadContract {
  inventory_parts: Pick<
    InventoryTables['inventory_parts'],
    'id' | 'part_number' | 'name' | 'unit_of_measure' | 'currency'
  >;
  stock_locations: Pick<InventoryTables['stock_locations'], 'id' | 'name'>;
  planned_parts: Pick<
    InventoryTables['planned_parts'],
    'part_id' | 'location_id' | 'task_id' | 'quantity' | 'reserved'
  >;
  inventory_transactions: Pick<
    InventoryTables['inventory_transactions'],
    'part_id' | 'task_id' | 'transaction_type' | 'quantity' | 'total_cost' | 'created_at'
  >;
}
