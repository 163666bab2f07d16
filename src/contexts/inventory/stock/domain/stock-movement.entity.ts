import { defineEntity, p } from '@mikro-orm/core';
import { created, declareConstraint } from '#libs/columns';
import { unknownWorkOrder } from '../../inventory.refusals.js';
import type { MovementType } from './movement-kinds.js';

export const StockMovementSchema = defineEntity({
  name: 'StockMovement',
  tableName: 'inventory_transactions',
  schema: '*',
  properties: {
    ...created,
    partId: p.uuid(),
    locationId: p.uuid(),
    type: p.string().$type<MovementType>().fieldName('transaction_type'),
    /** Signed, like the cost: the sums are the stock and its value. */
    quantity: p.integer(),
    unitCost: p.decimal().nullable().fieldName('unit_price'),
    totalCost: p.decimal().nullable(),
    workOrderId: p.uuid().nullable().fieldName('task_id'),
    workOrderIsLive: p.boolean().nullable().fieldName('task_is_live').hidden(),
    purchaseOrderId: p.uuid().nullable(),
    purchaseOrderLineId: p.uuid().nullable().hidden(),
    transferId: p.uuid().nullable(),
    otherLocationId: p.uuid().nullable(),
    notes: p.text().nullable(),
    performedById: p.uuid().nullable().fieldName('performed_by'),
  },
});

/** A line of the ledger; never changed. */
export class StockMovement extends StockMovementSchema.class {}
StockMovementSchema.setClass(StockMovement);

declareConstraint({
  constraint: 'inventory_transactions_task_id_fkey',
  property: 'workOrderId',
  refusal: unknownWorkOrder,
});
