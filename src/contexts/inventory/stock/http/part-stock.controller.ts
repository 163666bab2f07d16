import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiAction, ApiList, ApiRead, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { unknownLocation } from '../../inventory.refusals.js';
import { PartStockService } from '../application/part-stock.service.js';
import { ReorderLevelService } from '../application/reorder-level.service.js';
import { PartStockDto, PartStockQuery, ReorderLevelDto } from './part-stock.dto.js';
import { StockMovementDto, StockMovementOfPartQuery } from './stock-movement.dto.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSection('Stock', 'Where parts lie, and every movement of them.')
@Controller('v1/parts/:id')
export class PartStockController {
  constructor(
    private readonly stock: PartStockService,
    private readonly levels: ReorderLevelService,
  ) {}

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

  @Post('reorder-level')
  @Permission('parts:update')
  @ApiAction(PartStockDto, {
    summary: 'Set the reorder level of a part at a location',
    row: demoIds.part,
    description:
      'Besides the level of the part, which counts for all locations together: whoever receives parts is told once when there are as many or fewer at the location, and not again before there were more. Null takes the level away.',
    problems: [unknownLocation],
    unconditional: 'the level at a location is no part of what the version counts',
  })
  setReorderLevel(@IdParam() id: string, @Body() body: ReorderLevelDto): Promise<PartStockDto> {
    return this.levels.set(id, body.locationId, body.reorderLevel);
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
