import { defineEntity, p } from '@mikro-orm/core';
import { timestamped } from '#libs/columns';

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
  },
});

/** How much of a part lies at a location, and what it cost: the sum of its movements there. */
export class StockLevel extends StockLevelSchema.class {}
StockLevelSchema.setClass(StockLevel);
