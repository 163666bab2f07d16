import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiSection,
  IdParam,
  IfMatch,
  listRequest,
  OperatorPermission,
  OperatorReasonDto,
  type Page,
} from '#libs/http';
import { atField, mixedCurrencies } from '#libs/kernel';
import { unknownTenant } from '../../subscriptions/domain/subscription.errors.js';
import { InvoiceService } from '../application/invoice.service.js';
import { invoiceNotOpen, invoiceTooLarge } from '../domain/invoice.errors.js';
import { CreateInvoiceDto, exampleAmount, exampleLine, ManagedInvoiceDto, ManagedInvoiceQuery } from './invoice.dto.js';

@ApiSection('Issued invoices', 'Invoices by hand, and what became of them.')
@Controller('admin/v1/invoices')
export class ManagedInvoiceController {
  constructor(private readonly invoices: InvoiceService) {}

  @Get()
  @OperatorPermission('issued_invoices:read')
  @ApiList(ManagedInvoiceDto, {
    summary: 'List invoices',
    description:
      'Invoices and credit notes of all tenants, the latest first; `status=open` shows what is still to be paid.',
  })
  listIssuedInvoices(@Query() query: ManagedInvoiceQuery): Promise<Page<ManagedInvoiceDto>> {
    return this.invoices.list(listRequest(query));
  }

  @Post()
  @OperatorPermission('issued_invoices:manage')
  @ApiCreate(ManagedInvoiceDto, {
    summary: 'Issue an invoice',
    shows: { lines: [{ ...exampleLine, amount: exampleAmount }] },
    description:
      'It has the next number at once, and never changes afterwards: what is wrong is made void, or credited once it was paid. The tax is worked out on the sum of the lines, and rounded half up. Without `billedTo` it is to the name of the tenant.',
    problems: [unknownTenant, atField(mixedCurrencies, '/lines/0/unitPrice'), invoiceTooLarge],
  })
  createInvoice(@Body() { reason, ...invoice }: CreateInvoiceDto): Promise<ManagedInvoiceDto> {
    return this.invoices.issue(invoice, reason);
  }

  @Get(':id')
  @OperatorPermission('issued_invoices:read')
  @ApiRead(ManagedInvoiceDto, {
    summary: 'Read an issued invoice',
    description: 'Whose it is, its lines, tax and total as they were issued, and what became of it since.',
  })
  getIssuedInvoice(@IdParam() id: string): Promise<ManagedInvoiceDto> {
    return this.invoices.get(id);
  }

  @Post(':id/mark-paid')
  @OperatorPermission('issued_invoices:manage')
  @ApiAction(ManagedInvoiceDto, {
    summary: 'Mark an invoice as paid',
    sends: { reason: 'The transfer came on Monday' },
    shows: { status: 'paid', paidAt: '2026-11-22T10:00:00.000Z', version: 2 },
    description: 'An open one alone (409). Of a credit note it says that the money was returned.',
    problems: [invoiceNotOpen],
  })
  markInvoicePaid(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: OperatorReasonDto,
  ): Promise<ManagedInvoiceDto> {
    return this.invoices.markPaid(id, version, reason);
  }

  @Post(':id/void')
  @OperatorPermission('issued_invoices:manage')
  @ApiAction(ManagedInvoiceDto, {
    summary: 'Make an invoice void',
    sends: { reason: 'Issued to the wrong company' },
    shows: { status: 'void', voidedAt: '2026-11-22T10:00:00.000Z', version: 2 },
    description: 'Nobody is to pay it any more. It keeps its number; one that was paid is credited instead (409).',
    problems: [invoiceNotOpen],
  })
  voidInvoice(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: OperatorReasonDto,
  ): Promise<ManagedInvoiceDto> {
    return this.invoices.void(id, version, reason);
  }

  @Post(':id/credit')
  @OperatorPermission('issued_invoices:manage')
  @ApiAction(ManagedInvoiceDto, {
    summary: 'Credit an invoice',
    sends: { reason: 'Ended in the middle of the month' },
    shows: { invoiceNumber: 'CN-000007', kind: 'credit_note', creditsId: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3d333' },
    description:
      'Answers a credit note of the same lines and total, which takes back one that was paid, as a whole and once (409). Its amounts are positive; `kind` says which way they go. It is open until the money is returned.',
    problems: [invoiceNotOpen],
  })
  creditInvoice(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: OperatorReasonDto,
  ): Promise<ManagedInvoiceDto> {
    return this.invoices.credit(id, version, reason);
  }
}
