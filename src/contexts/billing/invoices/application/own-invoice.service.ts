import { Injectable } from '@nestjs/common';
import { PlatformDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { invoiceList, invoiceOfTenant, invoiceView, type InvoiceView } from './invoice.queries.js';

/** Invoices of the current tenant. */
@Injectable()
export class OwnInvoiceService {
  constructor(private readonly db: PlatformDb) {}

  list(request: ListRequest): Promise<Page<InvoiceView>> {
    return this.db.page(invoiceList, request, { tenantId: currentTenant().id });
  }

  async get(id: string): Promise<InvoiceView> {
    const row = await this.db.one(invoiceOfTenant, { id, tenantId: currentTenant().id });
    if (!row) throw notFound();
    return invoiceView(row);
  }
}
