import { defineEvent, facts, type PayloadOf } from '#libs/kernel';

const part = {
  partNumber: facts.text('Number of the part', 'CT-2015'),
  name: facts.text('What the part is called', 'Contactor 15 A'),
};
export type PartFacts = PayloadOf<typeof part>;

const lowStock = {
  ...part,
  quantity: facts.integer('How many are left', 3),
  reorderLevel: facts.integer('With how many or less it is to be reordered', 5),
  locationId: facts.nullable(facts.uuid('Where the stock is low; null for the total of all locations')),
  locationName: facts.nullable(facts.text('What that location is called', 'Van of Jonas')),
};
export type LowStock = PayloadOf<typeof lowStock>;

export const partCreated = defineEvent('part.created', 'part', { description: 'A part was added.', payload: part });
export const partActivated = defineEvent('part.activated', 'part', {
  description: 'A part that had been deactivated is in use again.',
  payload: part,
});
export const partDeactivated = defineEvent('part.deactivated', 'part', {
  description: 'A part is not kept any more.',
  payload: part,
});
export const partLowOnStock = defineEvent('part.low_on_stock', 'part', {
  description:
    'The stock of a part has fallen to its reorder level or below. Once for each time: not again before there was more.',
  payload: lowStock,
});

const purchaseOrder = {
  orderNumber: facts.text('Number of the purchase order', 'PO-2003'),
  supplierId: facts.nullable(facts.uuid('Supplier; null for orders from before there were suppliers')),
};
const withReason = { ...purchaseOrder, reason: facts.text('Why', 'Ordered twice') };
export type PurchaseOrderFacts = PayloadOf<typeof purchaseOrder>;

const delivery = {
  movementIds: facts.list(facts.uuid('Id'), 'Movements of the ledger by which it was booked, one for each line'),
};
export type DeliveryFacts = PayloadOf<typeof delivery>;

export const purchaseOrderSubmitted = defineEvent('purchase_order.submitted', 'purchase_order', {
  description: 'A purchase order waits for approval.',
  payload: purchaseOrder,
});
export const purchaseOrderRejected = defineEvent('purchase_order.rejected', 'purchase_order', {
  description: 'A purchase order was not approved.',
  payload: withReason,
});
export const purchaseOrderOrdered = defineEvent('purchase_order.ordered', 'purchase_order', {
  description: 'A purchase order was sent to its supplier.',
  payload: purchaseOrder,
});
export const purchaseOrderCanceled = defineEvent('purchase_order.canceled', 'purchase_order', {
  description: 'A purchase order was called off.',
  payload: withReason,
});
export const purchaseOrderReceived = defineEvent('purchase_order.received', 'purchase_order', {
  description: 'Parts of a purchase order came in, all of them or some.',
  payload: delivery,
});
export const purchaseOrderReturned = defineEvent('purchase_order.returned', 'purchase_order', {
  description: 'Parts of a purchase order went back to the supplier.',
  payload: delivery,
});
