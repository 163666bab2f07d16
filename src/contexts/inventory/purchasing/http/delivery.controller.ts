import { Body, Controller, Post } from '@nestjs/common';
import { ApiAction, ApiSection, IdParam, Permission } from '#libs/http';
import { inactiveLocation, insufficientStock, tooMuchStock, unknownLocation } from '../../inventory.refusals.js';
import { inactivePart } from '../../stock/domain/stock.errors.js';
import { DeliveryService } from '../application/delivery.service.js';
import { PurchaseOrderService } from '../application/purchase-order.service.js';
import {
  moreThanReceived,
  notOnOrder,
  nothingToReceive,
  orderTransitionRefused,
  overReceipt,
} from '../domain/purchase-order.errors.js';
import { ReceivePurchaseOrderDto, ReturnToSupplierDto } from './delivery.dto.js';
import { shownLine } from './purchase-order-line.dto.js';
import { PurchaseOrderWithLinesDto } from './purchase-order.dto.js';
import { demoIds } from '../../../demo-ids.js';

const unconditional = 'Several people may book parts of a delivery at once: what they book adds up.';

@ApiSection('Purchasing', 'Whom parts are bought from, and what is on order.')
@Controller('v1/purchase-orders/:id')
export class DeliveryController {
  constructor(
    private readonly deliveries: DeliveryService,
    private readonly orders: PurchaseOrderService,
  ) {}

  @Post('receive')
  @Permission('purchase_orders:receive')
  @ApiAction(PurchaseOrderWithLinesDto, {
    summary: 'Receive goods of a purchase order',
    row: demoIds.purchaseOrder,
    shows: { status: 'partially_received', lines: [{ ...shownLine, quantityReceived: 2 }] },
    unconditional,
    description:
      'Books all lines or none, in stock at once, at the prices of the order, which become those of the parts. More than was ordered is refused (409) but for the `overReceiptPercent` of the account. Send an `Idempotency-Key`: a repeated request is booked once.',
    problems: [
      ...[orderTransitionRefused, notOnOrder, overReceipt, nothingToReceive],
      ...[unknownLocation, inactiveLocation, inactivePart, tooMuchStock],
    ],
  })
  async receivePurchaseOrder(
    @IdParam() id: string,
    @Body() body: ReceivePurchaseOrderDto,
  ): Promise<PurchaseOrderWithLinesDto> {
    await this.deliveries.receive(id, body);
    return this.orders.get(id);
  }

  @Post('return')
  @Permission('purchase_orders:receive')
  @ApiAction(PurchaseOrderWithLinesDto, {
    summary: 'Return goods to the supplier',
    row: demoIds.receivedPurchaseOrder,
    shows: { status: 'partially_received', lines: [{ ...shownLine, quantityReceived: 1 }] },
    unconditional,
    description:
      'The reverse of a receipt: takes goods of the order out of stock, at what they were bought for, and expects them again unless the order is canceled. No more goes back than was received (409).',
    problems: [orderTransitionRefused, notOnOrder, moreThanReceived, unknownLocation, insufficientStock],
  })
  async returnToSupplier(@IdParam() id: string, @Body() body: ReturnToSupplierDto): Promise<PurchaseOrderWithLinesDto> {
    await this.deliveries.return(id, body);
    return this.orders.get(id);
  }
}
