import { Body, Controller, Post } from '@nestjs/common';
import { ApiAction, ApiSection, IdParam, IfMatch, Permission } from '#libs/http';
import { PurchaseOrderDispatchService } from '../application/purchase-order-dispatch.service.js';
import { PurchaseOrderService } from '../application/purchase-order.service.js';
import {
  inactiveSupplierOfOrder,
  orderTransitionRefused,
  ownApproval,
  supplierWithoutAddress,
} from '../domain/purchase-order.errors.js';
import { PurchaseOrderReasonDto } from './delivery.dto.js';
import { PurchaseOrderWithLinesDto } from './purchase-order.dto.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSection('Purchasing', 'Whom parts are bought from, and what is on order.')
@Controller('v1/purchase-orders/:id')
export class PurchaseOrderTransitionController {
  constructor(
    private readonly orders: PurchaseOrderService,
    private readonly dispatch: PurchaseOrderDispatchService,
  ) {}

  @Post('submit')
  @Permission('purchase_orders:submit')
  @ApiAction(PurchaseOrderWithLinesDto, {
    summary: 'Submit a purchase order',
    row: demoIds.draftPurchaseOrder,
    shows: { status: 'ordered' },
    description:
      'Orders a draft. Where it costs more than the `purchaseApprovalLimit` of the account, or is in another currency, it waits for the approval of somebody else first.',
    problems: [orderTransitionRefused, inactiveSupplierOfOrder],
  })
  submitPurchaseOrder(@IdParam() id: string, @IfMatch() version: number): Promise<PurchaseOrderWithLinesDto> {
    return this.orders.submit(id, version);
  }

  @Post('approve')
  @Permission('purchase_orders:approve')
  @ApiAction(PurchaseOrderWithLinesDto, {
    summary: 'Approve a purchase order',
    row: demoIds.pendingPurchaseOrder,
    shows: { status: 'ordered' },
    description:
      'Orders what waits for approval. Whoever submitted the order cannot approve it (403), by a key neither.',
    problems: [orderTransitionRefused, ownApproval],
  })
  approvePurchaseOrder(@IdParam() id: string, @IfMatch() version: number): Promise<PurchaseOrderWithLinesDto> {
    return this.orders.approve(id, version);
  }

  @Post('reject')
  @Permission('purchase_orders:approve')
  @ApiAction(PurchaseOrderWithLinesDto, {
    summary: 'Reject a purchase order',
    row: demoIds.secondPendingPurchaseOrder,
    shows: { status: 'draft', rejectReason: 'The belts in stock will do.' },
    sends: { reason: 'The belts in stock will do.' },
    description: 'What waits for approval is a draft again, with the reason in `rejectReason`, and can be changed.',
    problems: [orderTransitionRefused],
  })
  rejectPurchaseOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: PurchaseOrderReasonDto,
  ): Promise<PurchaseOrderWithLinesDto> {
    return this.orders.reject(id, version, reason);
  }

  @Post('cancel')
  @Permission('purchase_orders:cancel')
  @ApiAction(PurchaseOrderWithLinesDto, {
    summary: 'Cancel a purchase order',
    row: demoIds.orderToCancel,
    shows: { status: 'canceled', cancelReason: 'The supplier cannot deliver before March.' },
    sends: { reason: 'The supplier cannot deliver before March.' },
    description:
      'The rest is not expected any more. What has been received stays in stock, and can still be returned to the supplier. The number is not used again.',
    problems: [orderTransitionRefused],
  })
  cancelPurchaseOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: PurchaseOrderReasonDto,
  ): Promise<PurchaseOrderWithLinesDto> {
    return this.orders.cancel(id, version, reason);
  }

  @Post('send')
  @Permission('purchase_orders:submit')
  @ApiAction(PurchaseOrderWithLinesDto, {
    summary: 'Send a purchase order to its supplier',
    row: demoIds.receivedPurchaseOrder,
    shows: { status: 'received', sentAt: '2026-11-24T08:00:00.000Z', sentTo: 'orders@nordicliftparts.example' },
    description:
      'Mails the order to the e-mail address of the supplier, as the PDF that GET /v1/purchase-orders/{id}/pdf prints for you. `sentAt` and `sentTo` say when and where it was sent last. It can be sent again.',
    problems: [orderTransitionRefused, supplierWithoutAddress],
  })
  async sendPurchaseOrder(@IdParam() id: string, @IfMatch() version: number): Promise<PurchaseOrderWithLinesDto> {
    await this.dispatch.send(id, version);
    return this.orders.get(id);
  }
}
