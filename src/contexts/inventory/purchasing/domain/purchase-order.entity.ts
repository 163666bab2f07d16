import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, nullsOf, versioned } from '#libs/columns';
import { recordEvent, refuse, uuidv7 } from '#libs/kernel';
import {
  purchaseOrderCanceled,
  purchaseOrderOrdered,
  purchaseOrderRejected,
  purchaseOrderSubmitted,
  type PurchaseOrderFacts,
} from '../../events.js';
import { unknownSupplier } from '../../suppliers/domain/supplier.errors.js';
import { needsApproval } from './approval.js';
import { isAllowed, type PurchaseOrderCommand, type PurchaseOrderStatus } from './purchase-order-status.js';
import { invalidOrderTransition, ownApproval } from './purchase-order.errors.js';

/** The columns that users edit while it is a draft. */
const details = {
  expectedDate: p.date().nullable(),
  notes: p.text().nullable(),
};

/** What becomes of it. */
const progress = {
  submittedAt: p.datetime().nullable(),
  submittedById: p.uuid().nullable().fieldName('submitted_by'),
  approvedAt: p.datetime().nullable(),
  approvedById: p.uuid().nullable().fieldName('approved_by'),
  rejectReason: p.text().nullable(),
  orderedAt: p.datetime().nullable(),
  sentAt: p.datetime().nullable(),
  sentTo: p.string().nullable(),
  receivedAt: p.datetime().nullable(),
  canceledAt: p.datetime().nullable(),
  cancelReason: p.text().nullable(),
};

export const PurchaseOrderSchema = defineEntity({
  name: 'PurchaseOrder',
  tableName: 'purchase_orders',
  schema: '*',
  properties: {
    ...versioned,
    orderNumber: p.string(),
    status: p.string().$type<PurchaseOrderStatus>(),
    supplierId: p.uuid().nullable(),
    /** As they were when the order was made. */
    supplierName: p.string(),
    supplierContact: p.string().nullable(),
    currency: p.string(),
    totalCost: p.decimal(),
    ...details,
    ...progress,
    createdById: p.uuid().fieldName('created_by').nullable(),
    /** So that a change of the lines alone is a change of the order. */
    linesChangedAt: p.datetime().nullable().hidden(),
  },
});

export type PurchaseOrderDetails = Pick<InferEntity<typeof PurchaseOrderSchema>, keyof typeof details>;

export interface NewPurchaseOrder extends Partial<PurchaseOrderDetails> {
  readonly orderNumber: string;
  readonly supplier: { readonly id: string; readonly name: string; readonly contact: string | null };
  readonly currency: string;
  readonly totalCost: string;
}

/** Who does something, and when. */
interface Act {
  readonly by: string | null;
  readonly at: Date;
}

/** What is bought from one supplier. Its lines are written past the entity: see purchase-order-line.writes.ts. */
export class PurchaseOrder extends PurchaseOrderSchema.class {
  static create({ supplier, ...given }: NewPurchaseOrder, { by, at }: Act): PurchaseOrder {
    const about = { supplierId: supplier.id, supplierName: supplier.name, supplierContact: supplier.contact };
    const state = { id: uuidv7(), status: 'draft', createdById: by, linesChangedAt: at } as const;
    const empty = { ...nullsOf(details), ...nullsOf(progress) };
    return Object.assign(new PurchaseOrder(), empty, given, { ...about, ...state });
  }

  /** @param totalCost of the new lines; absent where they stay */
  edit(changes: Partial<PurchaseOrderDetails>, totalCost: string | undefined, { at }: Act): void {
    this.mustAllow('edit');
    Object.assign(this, changes);
    if (totalCost !== undefined) Object.assign(this, { totalCost, linesChangedAt: at });
  }

  /** Orders it, or asks for approval above the limit. */
  submit(limit: { readonly amount: string; readonly currency: string } | null, { by, at }: Act): void {
    this.mustAllow('submit');
    Object.assign(this, { submittedAt: at, submittedById: by, rejectReason: null });
    if (!needsApproval({ amount: this.totalCost, currency: this.currency }, limit)) return this.order(at);
    this.status = 'pending_approval';
    recordEvent(this, purchaseOrderSubmitted.create(this.id, this.facts()));
  }

  /** @throws DomainError `purchase_order.own_approval` */
  approve({ by, at }: Act): void {
    this.mustAllow('approve');
    if (by !== null && by === this.submittedById) throw refuse(ownApproval);
    Object.assign(this, { approvedAt: at, approvedById: by });
    this.order(at);
  }

  /** Back to whoever submitted it, as a draft. */
  reject(reason: string): void {
    this.mustAllow('reject');
    Object.assign(this, { status: 'draft', rejectReason: reason, submittedAt: null, submittedById: null });
    recordEvent(this, purchaseOrderRejected.create(this.id, { ...this.facts(), reason }));
  }

  /** What has been received stays; the rest is not expected any more. */
  cancel(reason: string, { at }: Act): void {
    this.mustAllow('cancel');
    Object.assign(this, { status: 'canceled', canceledAt: at, cancelReason: reason });
    recordEvent(this, purchaseOrderCanceled.create(this.id, { ...this.facts(), reason }));
  }

  /** As often as it takes. */
  send(to: string, { at }: Act): void {
    this.mustAllow('send');
    Object.assign(this, { sentAt: at, sentTo: to });
  }

  private order(at: Date): void {
    Object.assign(this, { status: 'ordered', orderedAt: at });
    recordEvent(this, purchaseOrderOrdered.create(this.id, this.facts()));
  }

  private mustAllow(command: PurchaseOrderCommand): void {
    if (!isAllowed(command, this.status)) throw invalidOrderTransition(this.status, command);
  }

  private facts(): PurchaseOrderFacts {
    return { orderNumber: this.orderNumber, supplierId: this.supplierId ?? null };
  }
}
PurchaseOrderSchema.setClass(PurchaseOrder);

declareConstraint({
  constraint: 'purchase_orders_supplier_id_fkey',
  property: 'supplierId',
  refusal: unknownSupplier,
});
