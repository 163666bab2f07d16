import { defineEvent } from '#libs/kernel';

export interface PartFacts {
  readonly partNumber: string;
  readonly name: string;
}

export interface LowStock extends PartFacts {
  /** What is left. */
  readonly quantity: number;
  readonly reorderLevel: number;
  /** Null for the total of all locations. */
  readonly locationId: string | null;
  readonly locationName: string | null;
}

export const partCreated = defineEvent<PartFacts>('part.created', 'part');
export const partActivated = defineEvent<PartFacts>('part.activated', 'part');
export const partDeactivated = defineEvent<PartFacts>('part.deactivated', 'part');
/** Once for each time that the stock falls to its level or below: not again before there was more. */
export const partLowOnStock = defineEvent<LowStock>('part.low_on_stock', 'part');

export interface PurchaseOrderFacts {
  readonly orderNumber: string;
  /** Null for orders from before there were suppliers. */
  readonly supplierId: string | null;
}

/** What came in or went back: movements of the ledger. */
export interface DeliveryFacts {
  readonly movementIds: readonly string[];
}

/** It waits for approval. */
export const purchaseOrderSubmitted = defineEvent<PurchaseOrderFacts>('purchase_order.submitted', 'purchase_order');
export const purchaseOrderRejected = defineEvent<PurchaseOrderFacts & { readonly reason: string }>(
  'purchase_order.rejected',
  'purchase_order',
);
export const purchaseOrderOrdered = defineEvent<PurchaseOrderFacts>('purchase_order.ordered', 'purchase_order');
export const purchaseOrderCanceled = defineEvent<PurchaseOrderFacts & { readonly reason: string }>(
  'purchase_order.canceled',
  'purchase_order',
);
export const purchaseOrderReceived = defineEvent<DeliveryFacts>('purchase_order.received', 'purchase_order');
export const purchaseOrderReturned = defineEvent<DeliveryFacts>('purchase_order.returned', 'purchase_order');
