import { InvoiceService } from './application/invoice.service.js';
import { OwnInvoiceService } from './application/own-invoice.service.js';
import { InvoiceController } from './http/invoice.controller.js';
import { ManagedInvoiceController } from './http/managed-invoice.controller.js';

export const invoices = {
  controllers: [InvoiceController, ManagedInvoiceController],
  providers: [InvoiceService, OwnInvoiceService],
};
