import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, timestamped } from '#libs/columns';
import { unknownLocation } from '../../inventory.refusals.js';

export const StockLevelSchema = defineEntity({
  name: 'StockLevel',
  tableName: 'inventory_stock',
  schema: '*',
  properties: {
    ...timestamped,
    partId: p.uuid(),
    locationId: p.uuid(),
    quantity: p.integer(),
    value: p.decimal(),
    /** Set aside for work orders: the sum of what is reserved of planned parts. */
    reserved: p.integer(),
    /** With as many or fewer the part counts as low there; null where nobody asked. */
    reorderLevel: p.integer().nullable(),
    lowStockSince: p.datetime().nullable(),
  },
});

/** How much of a part lies at a location, and what it cost: the sum of its movements there. */
export class StockLevel extends StockLevelSchema.class {}
StockLevelSchema.setClass(StockLevel);

declareConstraint({ constraint: 'inventory_stock_location_id_fkey', property: 'locationId', refusal: unknownLocation });
