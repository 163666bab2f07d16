import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';

const InvoiceSchema = defineEntity({
  name: 'Invoice',
  tableName: 'invoices',
  properties: {
    ...versioned,
    tenantId: p.uuid(),
    subscriptionId: p.uuid().nullable(),
    invoiceNumber: p.string(),
    stripeInvoiceId: p.string().nullable(),
    amount: p.decimal(),
    tax: p.decimal().onCreate(() => '0'),
    total: p.decimal(),
    currency: p.string().onCreate(() => 'USD'),
    status: p.enum(['draft', 'open', 'paid', 'void', 'uncollectible'] as const).onCreate(() => 'draft'),
    dueDate: p.date().nullable(),
    paidAt: p.datetime().nullable(),
    invoicePdfUrl: p.text().nullable(),
  },
});

export class Invoice extends InvoiceSchema.class {}
InvoiceSchema.setClass(Invoice);
