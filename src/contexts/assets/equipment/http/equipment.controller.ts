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
import { demoIds } from '../../../demo-ids.js';

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
    description:
      'All machines, or without the permission `facilities:read_all` those of the facilities that the caller is linked to. Decommissioned ones are included unless `status` is given. Costs are null without the permission `costs:read`.',
  })
  listEquipment(@Query() query: EquipmentQuery): Promise<Page<EquipmentDto>> {
    return this.equipment.list(listRequest(query), query.expand);
  }

  @Post('bulk')
  @Permission('equipment:create')
  @ApiBulk({
    summary: 'Add machines',
    description:
      'Up to 100 in one request, in their order. Each item has the result that it would have had alone; with `atomic=true` the first that fails undoes all others. Each counts against the machines of the plan.',
  })
  createManyEquipment(@Body() body: BulkEquipmentDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.create(CreateEquipmentDto, body, query, (item) => this.equipment.create(withDates(item)));
  }

  @Post()
  @Permission('equipment:create')
  @ApiCreate(EquipmentDto, {
    summary: 'Add a machine',
    description:
      'It is operational unless `status` says otherwise, and counts against the machines of the plan (402 when there are no more). The facility must be active, and the building one of it (422). A number or QR code that another machine has is refused (409). Setting costs needs the permission `costs:read`.',
    problems: [...writing, limitReached],
  })
  createEquipment(@Body() body: CreateEquipmentDto): Promise<EquipmentDto> {
    return this.equipment.create(withDates(body));
  }

  @Get(':id')
  @Permission('equipment:read')
  @ApiRead(EquipmentDto, {
    summary: 'Read a machine',
    description:
      'Answers everything about the machine; `expand` adds its facility and building to the same answer. Its work orders are at `/v1/work-orders?equipmentId=…`, its schedules at `/v1/maintenance-schedules?equipmentId=…`.',
  })
  getEquipment(@IdParam() id: string, @Query() query: EquipmentExpandQuery): Promise<EquipmentDto> {
    return this.equipment.get(id, query.expand);
  }

  @Patch(':id')
  @Permission('equipment:update')
  @ApiUpdate(EquipmentDto, {
    summary: 'Change a machine',
    description:
      '`facilityId` and `buildingId` move it to an active facility; work orders that it has stay where they were. Decommissioning is an act of its own, and a decommissioned machine keeps its status. `nextMaintenanceDate` is worked out from its schedules where it has any. Setting costs needs the permission `costs:read`.',
    problems: [...writing, invalidTransition],
  })
  updateEquipment(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateEquipmentDto,
  ): Promise<EquipmentDto> {
    return this.equipment.edit(id, version, withDates(body));
  }

  @Delete(':id')
  @Permission('equipment:delete')
  @ApiRemove({
    summary: 'Delete a machine that nothing refers to',
    description:
      'For what was entered by mistake: one that has work orders, schedules or anything else is refused (409) with the number of each. Decommission it instead.',
    problems: [equipmentInUse],
  })
  deleteEquipment(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.equipment.remove(id, version);
  }

  @Post(':id/decommission')
  @Permission('equipment:decommission')
  @ApiAction(EquipmentDto, {
    summary: 'Decommission a machine',
    row: demoIds.equipmentToDecommission,
    shows: { status: 'decommissioned', nextMaintenanceDate: null },
    description:
      'Takes it out of service: it keeps its history, takes no new work and no longer counts against the plan. Dates of its schedules are noted as skipped; work orders that are open stay open. One that is decommissioned already is refused (409).',
    problems: [invalidTransition],
  })
  decommissionEquipment(@IdParam() id: string, @IfMatch() version: number): Promise<EquipmentDto> {
    return this.equipment.decommission(id, version);
  }

  @Post(':id/recommission')
  @Permission('equipment:decommission')
  @ApiAction(EquipmentDto, {
    summary: 'Put a decommissioned machine back into service',
    row: demoIds.decommissionedEquipment,
    description:
      'It is operational again and counts against the machines of the plan (402 when there are no more). Its next maintenance is that of its schedules again; what was skipped meanwhile is not made up for. One that is not decommissioned is refused (409).',
    problems: [invalidTransition, limitReached],
  })
  recommissionEquipment(@IdParam() id: string, @IfMatch() version: number): Promise<EquipmentDto> {
    return this.equipment.recommission(id, version);
  }
}
