import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import { wrongState } from './invoice.errors.js';
import type { InvoiceKind, InvoiceStatus } from './invoice-status.js';
import type { InvoiceLine, InvoiceTotals } from './invoice-totals.js';

export const InvoiceSchema = defineEntity({
  name: 'Invoice',
  tableName: 'invoices',
  properties: {
    ...versioned,
    tenantId: p.uuid(),
    subscriptionId: p.uuid().nullable().hidden(),
    kind: p.string().$type<InvoiceKind>(),
    invoiceNumber: p.string(),
    stripeInvoiceId: p.string().nullable().hidden(),
    billedTo: p.string(),
    lines: p.json<readonly InvoiceLine[]>(),
    amount: p.decimal(),
    taxRate: p.decimal(),
    tax: p.decimal(),
    total: p.decimal(),
    currency: p.string(),
    notes: p.text().nullable(),
    status: p.string().$type<InvoiceStatus>(),
    dueDate: p.date().nullable(),
    issuedAt: p.datetime(),
    paidAt: p.datetime().nullable(),
    voidedAt: p.datetime().nullable(),
    creditedAt: p.datetime().nullable(),
    creditsId: p.uuid().nullable(),
    invoicePdfUrl: p.text().nullable().hidden(),
  },
});

export interface NewInvoice extends InvoiceTotals {
  readonly tenantId: string;
  readonly billedTo: string;
  readonly taxRate: string;
  readonly dueDate: string | null;
  readonly notes: string | null;
}

/** Issued as a whole; what it says never changes, which the database holds too. */
export class Invoice extends InvoiceSchema.class {
  static issue(wanted: NewInvoice, invoiceNumber: string, at: Date): Invoice {
    const invoice = new Invoice();
    invoice.id = uuidv7();
    Object.assign(invoice, wanted);
    invoice.kind = 'invoice';
    invoice.invoiceNumber = invoiceNumber;
    invoice.status = 'open';
    invoice.issuedAt = at;
    return invoice;
  }

  /** @throws DomainError 409 `invoice.invalid_transition` */
  markPaid(at: Date): void {
    if (this.status !== 'open') throw wrongState(this.status);
    this.status = 'paid';
    this.paidAt = at;
  }

  /** For one that nobody is to pay. @throws DomainError 409 `invoice.invalid_transition` */
  void(at: Date): void {
    if (this.status !== 'open') throw wrongState(this.status);
    this.status = 'void';
    this.voidedAt = at;
  }

  /** Takes back one that was paid, as a whole. The credit note is open until the money is returned. @throws DomainError 409 `invoice.invalid_transition` */
  credit(invoiceNumber: string, at: Date): Invoice {
    if (this.kind === 'credit_note') throw wrongState('a credit note');
    if (this.status !== 'paid') throw wrongState(this.status);
    if (this.creditedAt) throw wrongState('credited');
    this.creditedAt = at;
    const { tenantId, billedTo, lines, amount, taxRate, tax, total, currency } = this;
    const same = { tenantId, billedTo, lines: [...lines], amount, taxRate, tax, total, currency };
    const note = Invoice.issue({ ...same, dueDate: null, notes: null }, invoiceNumber, at);
    note.kind = 'credit_note';
    note.creditsId = this.id;
    return note;
  }
}
InvoiceSchema.setClass(Invoice);
