import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiSection,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { tooMuchStock, unknownLocation, unknownPart } from '../../inventory.refusals.js';
import { CountBookingService } from '../application/count-booking.service.js';
import { StockCountService } from '../application/stock-count.service.js';
import { countClosed, countOvertaken } from '../domain/stock-count.errors.js';
import {
  CountedPartDto,
  CreateStockCountDto,
  StockCountDto,
  StockCountLineDto,
  StockCountLineQuery,
  StockCountQuery,
} from './stock-count.dto.js';
import { demoIds } from '../../../demo-ids.js';

const row = demoIds.stockCount;

@ApiSection('Stock counts', 'Stock-takes: what should lie at a location, what does, and the difference.')
@Controller('v1/stock-counts')
export class StockCountController {
  constructor(
    private readonly counts: StockCountService,
    private readonly booking: CountBookingService,
  ) {}

  @Get()
  @Permission('stock_counts:read')
  @ApiList(StockCountDto, {
    summary: 'List stock counts',
    description:
      'The sheets of all locations, whether they are open, booked or canceled, from the latest on unless `sort` says otherwise.',
  })
  listStockCounts(@Query() query: StockCountQuery): Promise<Page<StockCountDto>> {
    return this.counts.list(listRequest(query));
  }

  @Post()
  @Permission('stock_counts:create')
  @ApiCreate(StockCountDto, {
    summary: 'Begin a stock count',
    description:
      'Makes a sheet with a line for each part that lies at the location, or those of a category, with how many there should be. Work goes on meanwhile: what is moved after it is told apart from differences.',
    problems: [unknownLocation],
  })
  createStockCount(@Body() body: CreateStockCountDto): Promise<StockCountDto> {
    return this.counts.create(body);
  }

  @Get(':id')
  @Permission('stock_counts:read')
  @ApiRead(StockCountDto, {
    summary: 'Read a stock count',
    row,
    description: 'Answers what the sheet is about and how far it is. Its lines are at `/v1/stock-counts/{id}/lines`.',
  })
  getStockCount(@IdParam() id: string): Promise<StockCountDto> {
    return this.counts.get(id);
  }

  @Get(':id/lines')
  @Permission('stock_counts:read')
  @ApiList(StockCountLineDto, {
    summary: 'List the lines of a stock count',
    row,
    description:
      'What should be there, what was moved since, what was counted and the difference: `differs=true` is the review before it is booked. On a blind sheet those who count see none of that but what they counted.',
  })
  listStockCountLines(@IdParam() id: string, @Query() query: StockCountLineQuery): Promise<Page<StockCountLineDto>> {
    return this.counts.lines(id, listRequest(query));
  }

  @Post(':id/record')
  @Permission('stock_counts:count')
  @ApiAction(StockCountLineDto, {
    summary: 'Record what was counted',
    row,
    description:
      'How many of a part there are, in place of what was counted before; also of one that is not on the sheet. Only movements before it belong to the count: what is moved later stays moved when it is booked.',
    problems: [countClosed, unknownPart],
    unconditional: 'several people count on one sheet at once, each other parts',
  })
  recordStockCount(@IdParam() id: string, @Body() body: CountedPartDto): Promise<StockCountLineDto> {
    return this.counts.record(id, body);
  }

  @Post(':id/book')
  @Permission('stock_counts:book')
  @ApiAction(StockCountDto, {
    summary: 'Book a stock count',
    row,
    shows: { status: 'booked' },
    description:
      'Books all differences as adjustments, in one transaction, and closes the sheet. What nobody counted stays as it is. Where the stock of a part was corrected since it was counted, or the difference cannot be any more, nothing is booked (409) and `parts` names it: count it once more.',
    problems: [countClosed, countOvertaken, tooMuchStock],
  })
  bookStockCount(@IdParam() id: string, @IfMatch() version: number): Promise<StockCountDto> {
    return this.booking.book(id, version);
  }

  @Post(':id/cancel')
  @Permission('stock_counts:create')
  @ApiAction(StockCountDto, {
    summary: 'Cancel a stock count',
    row: demoIds.secondStockCount,
    shows: { status: 'canceled' },
    description: 'Gives the sheet up: nothing is booked, and what was counted on it can still be read.',
    problems: [countClosed],
  })
  cancelStockCount(@IdParam() id: string, @IfMatch() version: number): Promise<StockCountDto> {
    return this.counts.cancel(id, version);
  }
}
