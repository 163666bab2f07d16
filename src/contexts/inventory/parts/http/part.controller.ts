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
import { PartService } from '../application/part.service.js';
import { otherCurrency, partNumberTaken } from '../domain/part.errors.js';
import { CreatePartDto, PartDto, PartQuery, UpdatePartDto } from './part.dto.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSection('Parts', 'Spare parts and consumables, and how many of them there are.')
@Controller('v1/parts')
export class PartController {
  constructor(private readonly parts: PartService) {}

  @Get()
  @Permission('parts:read')
  @ApiList(PartDto, {
    summary: 'List parts',
    description:
      'All parts; inactive ones are included unless `active` is given. `q` finds part numbers, and those of the preferred supplier, with and without their separators; `supplierPartNumber` finds those of any supplier. Prices and costs are null without the permission `costs:read`.',
  })
  listParts(@Query() query: PartQuery): Promise<Page<PartDto>> {
    return this.parts.list(listRequest(query));
  }

  @Post()
  @Permission('parts:create')
  @ApiCreate(PartDto, {
    summary: 'Add a part',
    description:
      'It is active and has no stock: book what there is with `/v1/parts/{id}/receive`. Who sells it is added at `/v1/part-suppliers`. Without `currency` it has that of `unitPrice`. A number that another part has, in whatever case, is refused (409). Setting a price needs the permission `costs:read`.',
    problems: [partNumberTaken, otherCurrency],
  })
  createPart(@Body() body: CreatePartDto): Promise<PartDto> {
    return this.parts.create(body);
  }

  @Get(':id')
  @Permission('parts:read')
  @ApiRead(PartDto, {
    summary: 'Read a part',
    description:
      'Answers everything about the part and its stock over all locations. Where it lies is at `/v1/parts/{id}/stock`, its movements at `/v1/parts/{id}/movements`.',
  })
  getPart(@IdParam() id: string): Promise<PartDto> {
    return this.parts.get(id);
  }

  @Patch(':id')
  @Permission('parts:update')
  @ApiUpdate(PartDto, {
    summary: 'Change a part',
    description:
      'Changes everything but the currency and the stock, which is booked. A new `unitPrice` leaves the cost of what is in stock as it is. The audit log keeps the values before and after. Setting a price needs the permission `costs:read`.',
    problems: [partNumberTaken, otherCurrency],
  })
  updatePart(@IdParam() id: string, @IfMatch() version: number, @Body() body: UpdatePartDto): Promise<PartDto> {
    return this.parts.edit(id, version, body);
  }

  @Post(':id/activate')
  @Permission('parts:update')
  @ApiAction(PartDto, {
    summary: 'Activate a part',
    row: demoIds.secondPart,
    description: 'It can be received again, and counts as low on stock when it is. Changes nothing when it is active.',
  })
  activatePart(@IdParam() id: string, @IfMatch() version: number): Promise<PartDto> {
    return this.parts.activate(id, version);
  }

  @Post(':id/deactivate')
  @Permission('parts:update')
  @ApiAction(PartDto, {
    summary: 'Deactivate a part',
    row: demoIds.secondPart,
    shows: { isActive: false },
    description:
      'It keeps its stock and its movements. What there is can still be issued, returned, moved and corrected; nothing more is received (409).',
  })
  deactivatePart(@IdParam() id: string, @IfMatch() version: number): Promise<PartDto> {
    return this.parts.deactivate(id, version);
  }
}
