import { defineEntity, p } from '@mikro-orm/core';
import { timestamped } from '#libs/columns';

export const PurchaseOrderLineSchema = defineEntity({
  name: 'PurchaseOrderLine',
  tableName: 'purchase_order_lines',
  schema: '*',
  properties: {
    ...timestamped,
    purchaseOrderId: p.uuid(),
    partId: p.uuid(),
    lineNumber: p.integer(),
    quantityOrdered: p.integer(),
    quantityReceived: p.integer(),
    unitPrice: p.decimal().nullable(),
    notes: p.text().nullable(),
  },
});

/** A part on an order, once on each. */
export class PurchaseOrderLine extends PurchaseOrderLineSchema.class {}
PurchaseOrderLineSchema.setClass(PurchaseOrderLine);
