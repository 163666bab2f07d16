import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import {
  ApiAction,
  ApiCreate,
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
import { PartStockService } from '../application/part-stock.service.js';
import { StockLocationService } from '../application/stock-location.service.js';
import { defaultLocation, locationNameTaken } from '../domain/stock-location.errors.js';
import { StockAtLocationDto, StockAtLocationQuery } from './part-stock.dto.js';
import {
  CreateStockLocationDto,
  StockLocationDto,
  StockLocationQuery,
  UpdateStockLocationDto,
} from './stock-location.dto.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSection('Stock', 'Where parts lie, and every movement of them.')
@Controller('v1/stock-locations')
export class StockLocationController {
  constructor(
    private readonly locations: StockLocationService,
    private readonly stock: PartStockService,
  ) {}

  @Get()
  @Permission('stock_locations:read')
  @ApiList(StockLocationDto, {
    summary: 'List stock locations',
    description:
      'Warehouses, vehicles and stores on site, with inactive ones unless `active` is given. There is one from the beginning, the default: who has no other never needs to name it.',
  })
  listStockLocations(@Query() query: StockLocationQuery): Promise<Page<StockLocationDto>> {
    return this.locations.list(listRequest(query));
  }

  @Post()
  @Permission('stock_locations:create')
  @ApiCreate(StockLocationDto, {
    summary: 'Add a stock location',
    description:
      'It is active and empty: name it in bookings as `locationId`, or transfer parts to it. A name that another location has, in whatever case, is refused (409).',
    problems: [locationNameTaken],
  })
  createStockLocation(@Body() body: CreateStockLocationDto): Promise<StockLocationDto> {
    return this.locations.create(body);
  }

  @Get(':id')
  @Permission('stock_locations:read')
  @ApiRead(StockLocationDto, {
    summary: 'Read a stock location',
    description: 'Answers what kind of place it is. What lies there is at `/v1/stock-locations/{id}/stock`.',
  })
  getStockLocation(@IdParam() id: string): Promise<StockLocationDto> {
    return this.locations.get(id);
  }

  @Get(':id/stock')
  @Permission('parts:read')
  @ApiList(StockAtLocationDto, {
    summary: 'List what lies at a stock location',
    description:
      'The parts of which there are any, with their number and what they cost. Costs are null without the permission `costs:read`.',
  })
  listStockAtLocation(@IdParam() id: string, @Query() query: StockAtLocationQuery): Promise<Page<StockAtLocationDto>> {
    return this.stock.atLocation(id, listRequest(query));
  }

  @Patch(':id')
  @Permission('stock_locations:update')
  @ApiUpdate(StockLocationDto, {
    summary: 'Change a stock location',
    description:
      'Changes name, kind or notes, of the default one as well. Movements show the new name from then on; the audit log keeps the old one.',
    problems: [locationNameTaken],
  })
  updateStockLocation(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateStockLocationDto,
  ): Promise<StockLocationDto> {
    return this.locations.edit(id, version, body);
  }

  @Post(':id/activate')
  @Permission('stock_locations:update')
  @ApiAction(StockLocationDto, {
    summary: 'Activate a stock location',
    row: demoIds.stockLocation,
    description: 'Parts can be put there again. Changes nothing when it is active already.',
  })
  activateStockLocation(@IdParam() id: string, @IfMatch() version: number): Promise<StockLocationDto> {
    return this.locations.activate(id, version);
  }

  @Post(':id/deactivate')
  @Permission('stock_locations:update')
  @ApiAction(StockLocationDto, {
    summary: 'Deactivate a stock location',
    row: demoIds.stockLocation,
    shows: { isActive: false },
    description:
      'What lies there still counts as stock and can be issued or moved away; nothing more can be put there (422). The default location stays active (409).',
    problems: [defaultLocation],
  })
  deactivateStockLocation(@IdParam() id: string, @IfMatch() version: number): Promise<StockLocationDto> {
    return this.locations.deactivate(id, version);
  }
}
