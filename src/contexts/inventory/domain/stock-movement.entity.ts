import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

const StockMovementSchema = defineEntity({
  name: 'StockMovement',
  tableName: 'inventory_transactions',
  schema: '*',
  properties: {
    ...created,
    partId: p.uuid(),
    type: p.enum(['purchase', 'usage', 'adjustment', 'return'] as const).fieldName('transaction_type'),
    quantity: p.integer(),
    unitPrice: p.decimal().nullable(),
    totalCost: p.decimal().nullable(),
    workOrderId: p.uuid().fieldName('task_id').nullable(),
    workOrderIsLive: p.boolean().fieldName('task_is_live').nullable(),
    purchaseOrderId: p.uuid().nullable(),
    purchaseOrderLineId: p.uuid().nullable(),
    notes: p.text().nullable(),
    performedById: p.uuid().fieldName('performed_by').nullable(),
  },
});

export class StockMovement extends StockMovementSchema.class {}
StockMovementSchema.setClass(StockMovement);
