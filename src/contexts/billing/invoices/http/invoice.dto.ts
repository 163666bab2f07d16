import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  DateField,
  DateTimeField,
  EnumField,
  enumeration,
  Examples,
  IntegerField,
  items,
  MoneyField,
  OperatorReasonDto,
  pageQuery,
  StringField,
  TextField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import type { Money } from '#libs/kernel';
import { invoiceList, managedInvoiceList } from '../application/invoice.queries.js';
import { invoiceKinds, invoiceStatuses, type InvoiceKind, type InvoiceStatus } from '../domain/invoice-status.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });

const invoiceKind = enumeration({
  name: 'InvoiceKind',
  description: 'invoice: to be paid. credit_note: takes an invoice back that was paid.',
  values: invoiceKinds,
});
const invoiceStatus = enumeration({
  name: 'InvoiceStatus',
  description: 'open: issued. paid: the money has come, or was returned for a credit note. void: nobody is to pay it.',
  values: invoiceStatuses,
});

class LineFactsDto {
  @StringField({ description: 'What for', example: 'Professional, December 2026', maxLength: 500 })
  description: string;

  @IntegerField({ description: 'How many', example: 2, min: 1, max: 1_000_000 })
  quantity: number;
}

const unitPrice = { description: 'Price of one, before tax', example: usd('149.00') };

@ApiSchema({ name: 'InvoiceLine' })
export class InvoiceLineDto extends LineFactsDto {
  @MoneyField(unitPrice)
  unitPrice: MoneyDto;

  @MoneyField({ description: 'Of all of them, before tax', example: usd('298.00') })
  amount: MoneyDto;
}

@ApiSchema({ name: 'CreateInvoiceLine' })
export class CreateInvoiceLineDto extends LineFactsDto {
  @MoneyField(unitPrice)
  unitPrice: Money;
}

export const exampleAmount = usd('298.00');
export const exampleLine = { description: 'Professional, December 2026', quantity: 2, unitPrice: usd('149.00') };

class IssuedInvoiceDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3d333' })
  id: string;

  @StringField({ description: 'Number, without gaps over all accounts', example: 'INV-000042', maxLength: 50 })
  invoiceNumber: string;

  @EnumField({ description: 'What it is', example: 'invoice', of: invoiceKind })
  kind: InvoiceKind;

  @EnumField({ description: 'Whether it is paid', example: 'open', of: invoiceStatus })
  status: InvoiceStatus;

  @StringField({ description: 'To whom, as it was called then', example: 'Acme Lifts', maxLength: 255 })
  billedTo: string;

  @ArrayField({
    description: 'What for',
    example: [{ ...exampleLine, amount: exampleAmount }],
    of: items.object(InvoiceLineDto),
    maxItems: 100,
  })
  lines: InvoiceLineDto[];

  @MoneyField({ description: 'Sum of the lines, before tax', example: usd('298.00') })
  amount: MoneyDto;

  @StringField({
    description: 'Tax in per cent',
    example: '19.00',
    maxLength: 6,
    pattern: /^(100(\.00?)?|[0-9]{1,2}(\.[0-9]{1,2})?)$/,
    patternDetail: 'must be per cent from 0 to 100 with at most two decimals, such as "19.00"',
  })
  taxRate: string;

  @MoneyField({ description: 'Tax on the sum, rounded to the unit of the currency', example: usd('56.62') })
  tax: MoneyDto;

  @MoneyField({ description: 'What is to be paid', example: usd('354.62') })
  total: MoneyDto;

  @TextField({ description: 'Notes to whoever pays', example: 'Your order 4711', maxLength: 2_000, nullable: true })
  notes: string | null;

  @DateField({ description: 'When it is due', example: '2026-12-31', nullable: true })
  dueDate: string | null;

  @DateTimeField({ description: 'When it was issued', example: '2026-11-22T10:00:00.000Z' })
  issuedAt: string;

  @DateTimeField({ description: 'When it was marked as paid', example: null, nullable: true })
  paidAt: string | null;

  @DateTimeField({ description: 'When it was made void', example: null, nullable: true })
  voidedAt: string | null;

  @DateTimeField({ description: 'When a credit note took it back', example: null, nullable: true })
  creditedAt: string | null;

  @UuidField({ description: 'Of a credit note: the invoice that it takes back', example: null, nullable: true })
  creditsId: string | null;
}

class InvoiceChangesDto {
  @IntegerField({ description: 'Counts the changes of its status; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was made', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When its status last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'Invoice' })
export class InvoiceDto extends IntersectionType(IssuedInvoiceDto, InvoiceChangesDto) {}

class InvoicedTenantDto {
  @UuidField({ description: 'Whose it is', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100' })
  tenantId: string;

  @StringField({ description: 'Its slug', example: 'acme-lifts', maxLength: 100 })
  tenantSlug: string;
}

@ApiSchema({ name: 'ManagedInvoice' })
export class ManagedInvoiceDto extends IntersectionType(IssuedInvoiceDto, InvoicedTenantDto, InvoiceChangesDto) {}

class NewInvoiceDto extends IntersectionType(PickType(ManagedInvoiceDto, ['tenantId', 'taxRate']), OperatorReasonDto) {
  @ArrayField({
    description: 'What for; all prices in one currency',
    example: [exampleLine],
    of: items.object(CreateInvoiceLineDto),
    minItems: 1,
    maxItems: 100,
  })
  lines: CreateInvoiceLineDto[];
}

@ApiSchema({ name: 'CreateInvoice' })
@Examples({ minimal: { reason: 'For December' }, full: { reason: 'For December, with their order number' } })
export class CreateInvoiceDto extends IntersectionType(
  NewInvoiceDto,
  PartialType(PickType(ManagedInvoiceDto, ['billedTo', 'dueDate', 'notes'])),
) {}

const status = {
  description: 'Only in these states',
  of: items.oneOf(invoiceStatus),
  minItems: 1,
  maxItems: invoiceStatuses.length,
  optional: true,
};

export class InvoiceQuery extends pageQuery({ name: 'Invoice', list: invoiceList }) {
  @ArrayField(status)
  status?: InvoiceStatus[];
}

export class ManagedInvoiceQuery extends pageQuery({ name: 'ManagedInvoice', list: managedInvoiceList }) {
  @ArrayField(status)
  status?: InvoiceStatus[];

  @UuidField({ description: 'Only of this tenant', optional: true })
  tenantId?: string;
}
