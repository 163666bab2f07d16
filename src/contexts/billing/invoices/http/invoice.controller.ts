import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { OwnInvoiceService } from '../application/own-invoice.service.js';
import { InvoiceDto, InvoiceQuery } from './invoice.dto.js';

@ApiSection('Invoices', 'What the account has to pay, and has paid.')
@Controller('v1/invoices')
export class InvoiceController {
  constructor(private readonly invoices: OwnInvoiceService) {}

  @Get()
  @Permission('invoices:read')
  @ApiList(InvoiceDto, {
    summary: 'List the invoices of the account',
    description:
      'Invoices and credit notes that were issued to the account, the latest first. Nothing but whether they are paid ever changes.',
  })
  listInvoices(@Query() query: InvoiceQuery): Promise<Page<InvoiceDto>> {
    return this.invoices.list(listRequest(query));
  }

  @Get(':id')
  @Permission('invoices:read')
  @ApiRead(InvoiceDto, {
    summary: 'Read an invoice',
    description: 'Lines, tax and total of one invoice or credit note as it was issued, and whether it is paid.',
  })
  getInvoice(@IdParam() id: string): Promise<InvoiceDto> {
    return this.invoices.get(id);
  }
}
