import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
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
import { PartSupplierService } from '../application/part-supplier.service.js';
import { lastPreferred, supplierOfPartTaken } from '../domain/part-supplier.errors.js';
import { unknownSupplier } from '../domain/supplier.errors.js';
import {
  CreatePartSupplierDto,
  PartSupplierDto,
  PartSupplierQuery,
  UpdatePartSupplierDto,
} from './part-supplier.dto.js';

@ApiSection('Purchasing', 'Whom parts are bought from, and what is on order.')
@Controller('v1/part-suppliers')
export class PartSupplierController {
  constructor(private readonly entries: PartSupplierService) {}

  @Get()
  @Permission('suppliers:read')
  @ApiList(PartSupplierDto, {
    summary: 'List who sells which part',
    description:
      'With `partId` the suppliers of a part, with `supplierId` what a supplier sells. Prices are null without the permission `costs:read`.',
  })
  listPartSuppliers(@Query() query: PartSupplierQuery): Promise<Page<PartSupplierDto>> {
    return this.entries.list(listRequest(query));
  }

  @Post()
  @Permission('suppliers:update')
  @ApiCreate(PartSupplierDto, {
    summary: 'Add a supplier of a part',
    description:
      'The first supplier of a part is its preferred one, and shown on the part as `supplierName`, `supplierContact` and `supplierPartNumber`. With `isPreferred` it takes the place of the one before. Setting a price needs the permission `costs:read`.',
    problems: [unknownPart, unknownSupplier, supplierOfPartTaken, otherCurrency],
  })
  createPartSupplier(@Body() body: CreatePartSupplierDto): Promise<PartSupplierDto> {
    return this.entries.create(body);
  }

  @Get(':id')
  @Permission('suppliers:read')
  @ApiRead(PartSupplierDto, {
    summary: 'Read what a supplier asks for a part',
    description: 'Answers under which number, at what price and in what packs one supplier sells one part.',
  })
  getPartSupplier(@IdParam() id: string): Promise<PartSupplierDto> {
    return this.entries.get(id);
  }

  @Patch(':id')
  @Permission('suppliers:update')
  @ApiUpdate(PartSupplierDto, {
    summary: 'Change what a supplier asks for a part',
    description:
      'With `isPreferred: true` the part is ordered here from now on and shows this supplier; false is refused (409) for the preferred one, since a part with suppliers prefers one of them.',
    problems: [lastPreferred, otherCurrency],
  })
  updatePartSupplier(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdatePartSupplierDto,
  ): Promise<PartSupplierDto> {
    return this.entries.edit(id, version, body);
  }

  @Delete(':id')
  @Permission('suppliers:update')
  @ApiRemove({
    summary: 'Remove a supplier from a part',
    description:
      'The preferred one can be removed only as the last one of the part (409), which then shows none. The supplier itself stays.',
    problems: [lastPreferred],
  })
  removePartSupplier(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.entries.remove(id, version);
  }
}
