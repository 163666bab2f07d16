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
import { SupplierService } from '../application/supplier.service.js';
import { supplierNameTaken } from '../domain/supplier.errors.js';
import { CreateSupplierDto, SupplierDto, SupplierQuery, UpdateSupplierDto } from './supplier.dto.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSection('Purchasing', 'Whom parts are bought from, and what is on order.')
@Controller('v1/suppliers')
export class SupplierController {
  constructor(private readonly suppliers: SupplierService) {}

  @Get()
  @Permission('suppliers:read')
  @ApiList(SupplierDto, {
    summary: 'List suppliers',
    description:
      'All suppliers by name, with inactive ones unless `active` is given. What each of them sells is at `/v1/part-suppliers?supplierId=`.',
  })
  listSuppliers(@Query() query: SupplierQuery): Promise<Page<SupplierDto>> {
    return this.suppliers.list(listRequest(query));
  }

  @Post()
  @Permission('suppliers:create')
  @ApiCreate(SupplierDto, {
    summary: 'Add a supplier',
    description:
      'It is active and sells nothing yet: say what at `/v1/part-suppliers`. A name that another supplier has, in whatever case, is refused (409).',
    problems: [supplierNameTaken],
  })
  createSupplier(@Body() body: CreateSupplierDto): Promise<SupplierDto> {
    return this.suppliers.create(body);
  }

  @Get(':id')
  @Permission('suppliers:read')
  @ApiRead(SupplierDto, {
    summary: 'Read a supplier',
    description: 'Answers how to reach the supplier, in what currency orders are and how long they usually take.',
  })
  getSupplier(@IdParam() id: string): Promise<SupplierDto> {
    return this.suppliers.get(id);
  }

  @Patch(':id')
  @Permission('suppliers:update')
  @ApiUpdate(SupplierDto, {
    summary: 'Change a supplier',
    description:
      'Parts that prefer the supplier show its new name and contact at once; orders that were made keep those that they were made with.',
    problems: [supplierNameTaken],
  })
  updateSupplier(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateSupplierDto,
  ): Promise<SupplierDto> {
    return this.suppliers.edit(id, version, body);
  }

  @Post(':id/activate')
  @Permission('suppliers:update')
  @ApiAction(SupplierDto, {
    summary: 'Activate a supplier',
    row: demoIds.thirdSupplier,
    description: 'Parts can be ordered there again. Changes nothing when the supplier is active already.',
  })
  activateSupplier(@IdParam() id: string, @IfMatch() version: number): Promise<SupplierDto> {
    return this.suppliers.activate(id, version);
  }

  @Post(':id/deactivate')
  @Permission('suppliers:update')
  @ApiAction(SupplierDto, {
    summary: 'Deactivate a supplier',
    row: demoIds.thirdSupplier,
    shows: { isActive: false },
    description:
      'Nothing more is ordered there (422). What is on order already can still be received, and parts keep showing it.',
  })
  deactivateSupplier(@IdParam() id: string, @IfMatch() version: number): Promise<SupplierDto> {
    return this.suppliers.deactivate(id, version);
  }
}
