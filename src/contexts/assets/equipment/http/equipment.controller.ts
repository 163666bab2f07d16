import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { Bulk } from '#libs/bulk';
import {
  ApiAction,
  ApiBulk,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  ApiUpdate,
  BulkQuery,
  BulkResultDto,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { EquipmentService } from '../application/equipment.service.js';
import { BulkEquipmentDto, CreateEquipmentDto, EquipmentDto, UpdateEquipmentDto, withDates } from './equipment.dto.js';
import { EquipmentExpandQuery, EquipmentQuery } from './equipment-query.dto.js';
import { equipmentInUse, invalidTransition } from '../domain/equipment.errors.js';
import { limitReached, writing } from './equipment.problems.js';

@ApiSection('Equipment', 'Machines: what they are, where they stand, in what state.')
@Controller('v1/equipment')
export class EquipmentController {
  constructor(
    private readonly equipment: EquipmentService,
    private readonly bulk: Bulk,
  ) {}

  @Get()
  @Permission('equipment:read')
  @ApiList(EquipmentDto, {
    summary: 'List equipment',
    description: 'All machines, or those of the facilities the caller is linked to.',
  })
  listEquipment(@Query() query: EquipmentQuery): Promise<Page<EquipmentDto>> {
    return this.equipment.list(listRequest(query), query.expand);
  }

  @Post('bulk')
  @Permission('equipment:create')
  @ApiBulk({
    summary: 'Add machines',
    description:
      'At most 100. Each item has the result that it would have had alone; `atomic` makes it all or nothing.',
  })
  createManyEquipment(@Body() body: BulkEquipmentDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.create(CreateEquipmentDto, body, query, (item) => this.equipment.create(withDates(item)));
  }

  @Post()
  @Permission('equipment:create')
  @ApiCreate(EquipmentDto, { summary: 'Add a machine', problems: [...writing, limitReached] })
  createEquipment(@Body() body: CreateEquipmentDto): Promise<EquipmentDto> {
    return this.equipment.create(withDates(body));
  }

  @Get(':id')
  @Permission('equipment:read')
  @ApiRead(EquipmentDto, { summary: 'Read a machine' })
  getEquipment(@IdParam() id: string, @Query() query: EquipmentExpandQuery): Promise<EquipmentDto> {
    return this.equipment.get(id, query.expand);
  }

  @Patch(':id')
  @Permission('equipment:update')
  @ApiUpdate(EquipmentDto, { summary: 'Change a machine', problems: [...writing, invalidTransition] })
  updateEquipment(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateEquipmentDto,
  ): Promise<EquipmentDto> {
    return this.equipment.edit(id, version, withDates(body));
  }

  @Delete(':id')
  @Permission('equipment:delete')
  @ApiRemove({ summary: 'Delete a machine that nothing refers to', problems: [equipmentInUse] })
  deleteEquipment(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.equipment.remove(id, version);
  }

  @Post(':id/decommission')
  @Permission('equipment:decommission')
  @ApiAction(EquipmentDto, {
    summary: 'Decommission a machine',
    description:
      'Takes it out of service for good: it keeps its history, takes no new work and no longer counts against the plan.',
    problems: [invalidTransition],
  })
  decommissionEquipment(@IdParam() id: string, @IfMatch() version: number): Promise<EquipmentDto> {
    return this.equipment.decommission(id, version);
  }

  @Post(':id/recommission')
  @Permission('equipment:decommission')
  @ApiAction(EquipmentDto, {
    summary: 'Put a decommissioned machine back into service',
    problems: [invalidTransition, limitReached],
  })
  recommissionEquipment(@IdParam() id: string, @IfMatch() version: number): Promise<EquipmentDto> {
    return this.equipment.recommission(id, version);
  }
}
