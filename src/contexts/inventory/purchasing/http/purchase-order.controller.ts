import { Body, Controller, Get, Patch, Post, Query, StreamableFile } from '@nestjs/common';
import {
  ApiCreate,
  ApiDownload,
  ApiList,
  ApiRead,
  ApiSection,
  ApiUpdate,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { unknownPart } from '../../inventory.refusals.js';
import { otherCurrency } from '../../parts/domain/part.errors.js';
import { inactivePart } from '../../stock/domain/stock.errors.js';
import { inactiveSupplier, unknownSupplier } from '../../suppliers/domain/supplier.errors.js';
import { OrderDraftService } from '../application/order-draft.service.js';
import { PurchaseOrderPrintService } from '../application/purchase-order-print.service.js';
import { PurchaseOrderService } from '../application/purchase-order.service.js';
import { orderTooLarge, orderTransitionRefused } from '../domain/purchase-order.errors.js';
import { shownLine } from './purchase-order-line.dto.js';
import {
  CreatePurchaseOrderDto,
  PurchaseOrderDto,
  PurchaseOrderQuery,
  PurchaseOrderWithLinesDto,
  UpdatePurchaseOrderDto,
} from './purchase-order.dto.js';
import { demoIds } from '../../../demo-ids.js';

const ofLines = [unknownPart, inactivePart, otherCurrency, orderTooLarge];

@ApiSection('Purchasing', 'Whom parts are bought from, and what is on order.')
@Controller('v1/purchase-orders')
export class PurchaseOrderController {
  constructor(
    private readonly orders: PurchaseOrderService,
    private readonly drafts: OrderDraftService,
    private readonly prints: PurchaseOrderPrintService,
  ) {}

  @Get()
  @Permission('purchase_orders:read')
  @ApiList(PurchaseOrderDto, {
    summary: 'List purchase orders',
    description:
      'The latest first unless `sort` says otherwise, without their lines. With `late=true` those of which goods are missing after the day on which they were expected, where the account is. Costs are null without the permission `costs:read`.',
  })
  listPurchaseOrders(@Query() query: PurchaseOrderQuery): Promise<Page<PurchaseOrderDto>> {
    return this.orders.list(listRequest(query));
  }

  @Post()
  @Permission('purchase_orders:create')
  @ApiCreate(PurchaseOrderWithLinesDto, {
    summary: 'Make a purchase order',
    shows: { lines: [shownLine] },
    description:
      'It is a draft with the next number of the year. Prices that are not given are what the supplier asks, else those of the parts. Without `expectedDate` the goods are expected as many days later as the supplier usually needs. Setting prices needs the permission `costs:read`.',
    problems: [unknownSupplier, inactiveSupplier, ...ofLines],
  })
  async createPurchaseOrder(@Body() body: CreatePurchaseOrderDto): Promise<PurchaseOrderWithLinesDto> {
    return this.orders.get(await this.drafts.create(body));
  }

  @Get(':id')
  @Permission('purchase_orders:read')
  @ApiRead(PurchaseOrderWithLinesDto, {
    summary: 'Read a purchase order',
    description:
      'Answers the order with its lines and what has come of each. Its movements are at `/v1/stock-movements?purchaseOrderId=`.',
  })
  getPurchaseOrder(@IdParam() id: string): Promise<PurchaseOrderWithLinesDto> {
    return this.orders.get(id);
  }

  @Get(':id/pdf')
  @Permission('purchase_orders:read')
  @ApiDownload(['application/pdf'], {
    summary: 'Print a purchase order',
    description:
      'The order as the supplier gets it, as a PDF in the language of the account, English or German, with its name and colour. A draft says that it is one. Without the permission `costs:read` no prices are printed.',
  })
  async printPurchaseOrder(@IdParam() id: string): Promise<StreamableFile> {
    const { fileName, content } = await this.prints.print(id);
    return new StreamableFile(content, {
      type: 'application/pdf',
      disposition: `attachment; filename="${fileName}"`,
      length: content.length,
    });
  }

  @Patch(':id')
  @Permission('purchase_orders:create')
  @ApiUpdate(PurchaseOrderWithLinesDto, {
    summary: 'Change a draft of a purchase order',
    row: demoIds.draftPurchaseOrder,
    shows: { lines: [{ ...shownLine, quantity: 3 }] },
    description:
      'Lines are replaced as a whole and get new ids. An order that was submitted is not changed any more (409): reject it, or cancel it and make another one.',
    problems: [orderTransitionRefused, ...ofLines],
  })
  async updatePurchaseOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdatePurchaseOrderDto,
  ): Promise<PurchaseOrderWithLinesDto> {
    await this.drafts.edit(id, version, body);
    return this.orders.get(id);
  }
}
