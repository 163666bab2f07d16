import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { PartStockService } from '../application/part-stock.service.js';
import { StockMovementDto, StockMovementQuery } from './stock-movement.dto.js';

@ApiSection('Stock', 'Where parts lie, and every movement of them.')
@Controller('v1/stock-movements')
export class StockMovementController {
  constructor(private readonly stock: PartStockService) {}

  @Get()
  @Permission('stock_movements:read')
  @ApiList(StockMovementDto, {
    summary: 'List stock movements',
    description:
      'The ledger of all parts, from the latest on unless `sort` says otherwise. Movements are never changed or deleted: a mistake is corrected by another one. Costs are null without the permission `costs:read`.',
  })
  listStockMovements(@Query() query: StockMovementQuery): Promise<Page<StockMovementDto>> {
    return this.stock.movements(listRequest(query));
  }

  @Get(':id')
  @Permission('stock_movements:read')
  @ApiRead(StockMovementDto, {
    summary: 'Read a stock movement',
    description: 'One line of the ledger: what moved, where, how many, at what cost, for what and by whom.',
  })
  getStockMovement(@IdParam() id: string): Promise<StockMovementDto> {
    return this.stock.movement(id);
  }
}
