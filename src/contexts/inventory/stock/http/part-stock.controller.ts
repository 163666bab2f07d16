import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { PartStockService } from '../application/part-stock.service.js';
import { PartStockDto, PartStockQuery } from './part-stock.dto.js';
import { StockMovementDto, StockMovementOfPartQuery } from './stock-movement.dto.js';

@ApiSection('Stock', 'Where parts lie, and every movement of them.')
@Controller('v1/parts/:id')
export class PartStockController {
  constructor(private readonly stock: PartStockService) {}

  @Get('stock')
  @Permission('parts:read')
  @ApiRead(PartStockDto, {
    summary: 'Read where the stock of a part lies',
    description:
      'Added up from the movements, now or as of a time: how many lay where, and what they cost. Locations where nothing was left are not named. Costs are null without the permission `costs:read`.',
  })
  getPartStock(@IdParam() id: string, @Query() query: PartStockQuery): Promise<PartStockDto> {
    return this.stock.ofPart(id, query.at);
  }

  @Get('movements')
  @Permission('stock_movements:read')
  @ApiList(StockMovementDto, {
    summary: 'List the movements of a part',
    description:
      'The ledger of one part, from the latest on unless `sort` says otherwise; 404 where there is no such part. Costs are null without the permission `costs:read`.',
  })
  listPartMovements(@IdParam() id: string, @Query() query: StockMovementOfPartQuery): Promise<Page<StockMovementDto>> {
    return this.stock.movementsOfPart(id, listRequest(query));
  }
}
