import { defineEntity, p } from '@mikro-orm/core';
import { timestamped, versioned } from '#libs/columns';

const PurchaseOrderSchema = defineEntity({
  name: 'PurchaseOrder',
  tableName: 'purchase_orders',
  schema: '*',
  properties: {
    ...versioned,
    orderNumber: p.string(),
    supplierName: p.string(),
    supplierContact: p.string().nullable(),
    status: p.enum(['draft', 'ordered', 'partially_received', 'received', 'canceled'] as const).onCreate(() => 'draft'),
    currency: p.string().onCreate(() => 'USD'),
    notes: p.text().nullable(),
    expectedDate: p.date().nullable(),
    orderedAt: p.datetime().nullable(),
    receivedAt: p.datetime().nullable(),
    canceledAt: p.datetime().nullable(),
    cancelReason: p.text().nullable(),
    createdById: p.uuid().fieldName('created_by').nullable(),
  },
});

export class PurchaseOrder extends PurchaseOrderSchema.class {}
PurchaseOrderSchema.setClass(PurchaseOrder);

const PurchaseOrderLineSchema = defineEntity({
  name: 'PurchaseOrderLine',
  tableName: 'purchase_order_lines',
  schema: '*',
  properties: {
    ...timestamped,
    purchaseOrderId: p.uuid(),
    partId: p.uuid(),
    lineNumber: p.integer(),
    quantityOrdered: p.integer(),
    quantityReceived: p.integer().onCreate(() => 0),
    unitPrice: p.decimal().nullable(),
    notes: p.text().nullable(),
  },
});

export class PurchaseOrderLine extends PurchaseOrderLineSchema.class {}
PurchaseOrderLineSchema.setClass(PurchaseOrderLine);
