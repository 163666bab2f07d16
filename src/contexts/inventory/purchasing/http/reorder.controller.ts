import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiAction, ApiList, ApiSection, listRequest, Permission, type Page } from '#libs/http';
import { atField } from '#libs/kernel';
import { unknownPart } from '../../inventory.refusals.js';
import { ReorderService } from '../application/reorder.service.js';
import { OrderSuggestionsDto, ReorderResultDto, ReorderSuggestionDto, ReorderSuggestionQuery } from './reorder.dto.js';

@ApiSection('Purchasing', 'Whom parts are bought from, and what is on order.')
@Controller('v1/reorder-suggestions')
export class ReorderController {
  constructor(private readonly reorders: ReorderService) {}

  @Get()
  @Permission('purchase_orders:read')
  @ApiList(ReorderSuggestionDto, {
    summary: 'List what to order',
    description:
      'The active parts that are low on stock, with what is on order of each, drafts included, and how many to order in whole packs: 0 where enough is on order already. Prices are null without the permission `costs:read`.',
  })
  listReorderSuggestions(@Query() query: ReorderSuggestionQuery): Promise<Page<ReorderSuggestionDto>> {
    return this.reorders.suggestions(listRequest(query));
  }

  @Post('order')
  @Permission('purchase_orders:create')
  @ApiAction(ReorderResultDto, {
    summary: 'Order what is suggested',
    description:
      'Makes drafts of purchase orders, one for each preferred supplier and currency, of what is suggested for the parts at this moment; and names the parts that could not be ordered. Two such requests at once order nothing twice.',
    problems: [atField(unknownPart, '/partIds/0')],
  })
  orderSuggestions(@Body() { partIds }: OrderSuggestionsDto): Promise<ReorderResultDto> {
    return this.reorders.order(partIds);
  }
}
