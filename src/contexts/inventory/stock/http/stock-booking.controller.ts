import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiCreate, ApiSection, IdParam, Permission } from '#libs/http';
import { atField, EXAMPLE_ID } from '#libs/kernel';
import {
  inactiveLocation,
  insufficientStock,
  moreThanIssued,
  tooMuchStock,
  unknownLocation,
  unknownWorkOrder,
  workOrderClosed,
} from '../../inventory.refusals.js';
import { otherCurrency } from '../../parts/domain/part.errors.js';
import { StockBookingService } from '../application/stock-booking.service.js';
import type { MovementView } from '../application/stock-movement.queries.js';
import { inactivePart, sameLocation } from '../domain/stock.errors.js';
import {
  AdjustPartsDto,
  IssuePartsDto,
  ReceivePartsDto,
  ReturnPartsDto,
  TransferPartsDto,
} from './stock-booking.dto.js';
import { StockMovementDto } from './stock-movement.dto.js';
import { demoIds } from '../../../demo-ids.js';

const moved = { type: 'transfer', quantity: -4, transferId: EXAMPLE_ID, otherLocationId: demoIds.stockLocation };
const costing = (amount: string) => ({ totalCost: { amount, currency: 'EUR' } });

@ApiSection('Stock', 'Where parts lie, and every movement of them.')
@Controller('v1/parts/:id')
export class StockBookingController {
  constructor(private readonly booking: StockBookingService) {}

  @Post('receive')
  @Permission('parts:receive')
  @ApiCreate(StockMovementDto, {
    summary: 'Receive parts',
    description:
      'Books parts that have come in, in stock at once; also what there is at the beginning. What they cost enters the moving average of the part. Setting `unitPrice` needs the permission `costs:read`.',
    problems: [unknownLocation, inactiveLocation, inactivePart, otherCurrency, tooMuchStock],
  })
  async receiveParts(
    @IdParam() id: string,
    @Body() body: ReceivePartsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StockMovementDto> {
    return located(reply, await this.booking.receive(id, body));
  }

  @Post('issue')
  @Permission('parts:issue')
  @ApiCreate(StockMovementDto, {
    summary: 'Issue parts',
    shows: { type: 'usage', quantity: -2, ...costing('85.00') },
    description:
      'Takes parts out of stock, for a work order that the caller sees or without one, at what those at the location cost on average: those that are set aside for the work order first, never those set aside for others. More than is there is refused (409) with what lies where. `return` is its reverse.',
    problems: [unknownLocation, unknownWorkOrder, workOrderClosed, insufficientStock],
  })
  async issueParts(
    @IdParam() id: string,
    @Body() body: IssuePartsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StockMovementDto> {
    return located(reply, await this.booking.issue(id, body));
  }

  @Post('return')
  @Permission('parts:issue')
  @ApiCreate(StockMovementDto, {
    summary: 'Return issued parts',
    shows: { type: 'return', ...costing('42.50') },
    description:
      'Brings back what was issued for the same work order, or for none, at what that cost on average: when all is back, the work order has cost nothing. More than was issued is refused (409), whoever returns at once.',
    problems: [unknownLocation, inactiveLocation, unknownWorkOrder, workOrderClosed, moreThanIssued, tooMuchStock],
  })
  async returnParts(
    @IdParam() id: string,
    @Body() body: ReturnPartsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StockMovementDto> {
    return located(reply, await this.booking.return(id, body));
  }

  @Post('adjust')
  @Permission('parts:adjust')
  @ApiCreate(StockMovementDto, {
    summary: 'Adjust the stock of a part',
    shows: { type: 'adjustment', notes: 'One was found broken.', ...costing('42.50') },
    description:
      'Corrects the stock by an amount, with the reason: what was found, lost or broken, at what those at the location cost on average. Its reverse is the opposite amount. Taking more than lies there is refused (409).',
    problems: [unknownLocation, inactiveLocation, insufficientStock, tooMuchStock],
  })
  async adjustParts(
    @IdParam() id: string,
    @Body() body: AdjustPartsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StockMovementDto> {
    return located(reply, await this.booking.adjust(id, body));
  }

  @Post('transfer')
  @Permission('parts:transfer')
  @ApiCreate(StockMovementDto, {
    summary: 'Transfer parts to another location',
    shows: { ...moved, ...costing('170.00') },
    description:
      'Books two movements, one at each location, with the same `transferId`; answered is the one that leaves. What they cost goes along, so the stock and the value of the part stay as they are. Its reverse is a transfer back.',
    problems: [
      sameLocation,
      atField(unknownLocation, '/toLocationId'),
      atField(inactiveLocation, '/toLocationId'),
      insufficientStock,
    ],
  })
  async transferParts(
    @IdParam() id: string,
    @Body() body: TransferPartsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StockMovementDto> {
    return located(reply, await this.booking.transfer(id, body));
  }
}

/** A movement does not lie below its booking. */
function located(reply: FastifyReply, movement: MovementView): MovementView {
  reply.header('Location', `/v1/stock-movements/${movement.id}`);
  return movement;
}
