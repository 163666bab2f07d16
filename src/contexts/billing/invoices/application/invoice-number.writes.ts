// Past the unit of work: a counter is raised and read in one statement, so that no two invoices get a number.
import type { Statement } from '#libs/database';
import type { InvoiceKind } from '../domain/invoice-status.js';

/**
 * The next number of the platform. The row is locked until the transaction ends: a number is used or, where that fails, given to the next
 * one, so there are no gaps.
 */
export function nextInvoiceNumber(kind: InvoiceKind): Statement {
  return {
    text: `insert into public.platform_counters as c (name, value) values ($1, 1)
      on conflict (name) do update set value = c.value + 1, updated_at = now() returning value`,
    values: [kind],
    writes: true,
  };
}

/** @example invoiceNumber('invoice', '42') → 'INV-000042' */
export function invoiceNumber(kind: InvoiceKind, value: string): string {
  return `${kind === 'invoice' ? 'INV' : 'CN'}-${value.padStart(6, '0')}`;
}
