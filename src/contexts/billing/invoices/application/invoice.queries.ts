import type { Kysely } from 'kysely';
import type { TenancyReadContract } from '#contexts/tenancy';
import { anyOf, entityColumns, equals, platformQuery, tenantList, type EntityTable } from '#libs/database';
import { InvoiceSchema } from '../domain/invoice.entity.js';
import type { InvoiceKind, InvoiceStatus } from '../domain/invoice-status.js';

type Tables = Pick<TenancyReadContract, 'tenants'> & { invoices: EntityTable<typeof InvoiceSchema> };

const columns = entityColumns(InvoiceSchema, 'i');

const invoices = (db: Kysely<Tables>) =>
  db
    .selectFrom('invoices as i')
    .innerJoin('tenants as t', 't.id', 'i.tenant_id')
    .select(columns.select)
    .select('t.slug as tenantSlug');

export const invoiceById = platformQuery<Tables, { id: string }>()((db, p) => invoices(db).where('i.id', '=', p('id')));

export const invoiceOfTenant = platformQuery<Tables, { id: string; tenantId: string }>()((db, p) =>
  invoices(db).where('i.id', '=', p('id')).where('i.tenant_id', '=', p('tenantId')),
);

interface Price {
  readonly amount: string;
  readonly currency: string;
}

/** As the people of the account see it. */
export interface InvoiceView {
  readonly id: string;
  readonly invoiceNumber: string;
  readonly kind: InvoiceKind;
  readonly status: InvoiceStatus;
  readonly billedTo: string;
  readonly lines: {
    readonly description: string;
    readonly quantity: number;
    readonly unitPrice: Price;
    readonly amount: Price;
  }[];
  readonly amount: Price;
  readonly taxRate: string;
  readonly tax: Price;
  readonly total: Price;
  readonly notes: string | null;
  readonly dueDate: string | null;
  readonly issuedAt: string;
  readonly paidAt: string | null;
  readonly voidedAt: string | null;
  readonly creditedAt: string | null;
  readonly creditsId: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ManagedInvoiceView extends InvoiceView {
  readonly tenantId: string;
  readonly tenantSlug: string;
}

export function managedInvoiceView(row: typeof invoiceById.row): ManagedInvoiceView {
  const { currency, amount, tax, total, lines, ...shown } = columns.view(row);
  const price = (value: string): Price => ({ amount: value, currency });
  return {
    ...shown,
    lines: lines.map((line) => ({ ...line, unitPrice: price(line.unitPrice), amount: price(line.amount) })),
    amount: price(amount),
    tax: price(tax),
    total: price(total),
  };
}

export function invoiceView(row: typeof invoiceById.row): InvoiceView {
  const { tenantId: _, tenantSlug: __, ...shown } = managedInvoiceView(row);
  return shown;
}

const facts = {
  rows: invoices,
  id: 'i.id',
  updatedAt: 'i.updated_at',
  filters: { tenantId: equals('i.tenant_id'), status: anyOf('i.status') },
  sorts: { createdAt: { column: 'i.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
} as const;

export const invoiceList = tenantList<Tables>()({ ...facts, name: 'invoices', view: invoiceView });

export const managedInvoiceList = tenantList<Tables>()({
  ...facts,
  name: 'managed_invoices',
  view: managedInvoiceView,
});
