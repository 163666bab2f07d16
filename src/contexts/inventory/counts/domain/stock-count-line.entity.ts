import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, timestamped } from '#libs/columns';
import { unknownPart } from '../../inventory.refusals.js';

export const StockCountLineSchema = defineEntity({
  name: 'StockCountLine',
  tableName: 'stock_count_lines',
  schema: '*',
  properties: {
    ...timestamped,
    stockCountId: p.uuid(),
    partId: p.uuid(),
    /** In stock when the sheet was made. */
    expectedQuantity: p.integer(),
    /** What was moved from then until it was counted. */
    movedQuantity: p.integer().nullable(),
    countedQuantity: p.integer().nullable(),
    countedById: p.uuid().nullable().fieldName('counted_by'),
    countedAt: p.datetime().nullable(),
    notes: p.text().nullable(),
    movementId: p.uuid().nullable(),
  },
});

/** How many of a part should be there, and how many are. */
export class StockCountLine extends StockCountLineSchema.class {}
StockCountLineSchema.setClass(StockCountLine);

declareConstraint({ constraint: 'stock_count_lines_part_id_fkey', property: 'partId', refusal: unknownPart });
