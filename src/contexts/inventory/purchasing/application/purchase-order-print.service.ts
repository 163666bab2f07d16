import { Injectable } from '@nestjs/common';
import { TenantSettingsFacade } from '#contexts/tenancy';
import { Clock } from '#libs/kernel';
import { renderPdf } from '#libs/pdf';
import { purchaseOrderSheet } from './purchase-order.sheet.js';
import { PurchaseOrderService } from './purchase-order.service.js';

export interface PrintedOrder {
  readonly fileName: string;
  readonly content: Buffer;
}

/** Orders as they are printed and sent to suppliers, in the language of the account. */
@Injectable()
export class PurchaseOrderPrintService {
  constructor(
    private readonly orders: PurchaseOrderService,
    private readonly settings: TenantSettingsFacade,
    private readonly clock: Clock,
  ) {}

  async print(id: string): Promise<PrintedOrder> {
    const [order, letterhead] = await Promise.all([this.orders.get(id), this.settings.letterhead()]);
    const content = await renderPdf(purchaseOrderSheet(order, letterhead, this.clock.now()));
    return { fileName: `${order.orderNumber}.pdf`, content };
  }
}
