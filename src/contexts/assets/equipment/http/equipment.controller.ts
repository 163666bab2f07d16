import { Body, Controller, Delete, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Bulk } from '#libs/bulk';
import {
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
  Permission,
  type Page,
} from '#libs/http';
import { EquipmentAccessService } from '../application/equipment-access.service.js';
import { EquipmentCopyService } from '../application/equipment-copy.service.js';
import { EquipmentService } from '../application/equipment.service.js';
import { demoIds } from '../../../demo-ids.js';
import { BulkEquipmentDto, CreateEquipmentDto, EquipmentDto, UpdateEquipmentDto, withDates } from './equipment.dto.js';
import { BulkEquipmentChangeDto, DuplicateEquipmentDto, EquipmentChangeDto } from './equipment-change.dto.js';
import { EquipmentExpandQuery, equipmentListRequest, EquipmentQuery } from './equipment-query.dto.js';
import { equipmentInUse, invalidTransition } from '../domain/equipment.errors.js';
import { invalidFilter } from '../../custom-fields/domain/custom-field.errors.js';
import { limitReached, writing } from './equipment.problems.js';

/** What a copy of the first machine of the demo has, and what it has not. */
const copied = {
  ...{ yearOfManufacture: null, installationDate: null, commissioningDate: null, warrantyExpiryDate: null },
  ...{ operationalHours: 0, nextMaintenanceDate: null, maintenanceFrequencyDays: 30, customFields: {} },
  ...{ floor: null, room: null, locationNotes: null, notes: 'Door sensor replaced in 2026.' },
};

@ApiSection('Equipment', 'Machines: what they are, where they stand, in what state.')
@Controller('v1/equipment')
export class EquipmentController {
  constructor(
    private readonly equipment: EquipmentService,
    private readonly access: EquipmentAccessService,
    private readonly copies: EquipmentCopyService,
    private readonly bulk: Bulk,
  ) {}

  @Get()
  @Permission('equipment:read')
  @ApiList(EquipmentDto, {
    summary: 'List equipment',
    problems: [invalidFilter],
    description:
      'All machines, or without the permission `facilities:read_all` those of the facilities that the caller is linked to. Decommissioned ones are included unless `status` is given; `customFields=stops:6` finds those with a value in a field that the account has defined. Warranties that end soon are `warrantyExpiresBefore` with `sort=warrantyExpiryDate`. Costs are null without the permission `costs:read`.',
  })
  listEquipment(@Query() query: EquipmentQuery): Promise<Page<EquipmentDto>> {
    return this.access.list(...equipmentListRequest(query));
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

  @Post('bulk-update')
  @Permission('equipment:update')
  @ApiBulk({
    summary: 'Change machines',
    shows: {
      items: [demoIds.secondEquipment, demoIds.equipmentToDecommission].map((id, index) => ({
        index,
        id,
        status: 200,
        problem: null,
      })),
    },
    unconditional: 'each item has the version that it changes',
    description:
      'Status, place, parent and custom fields of up to 100 machines in one request, in their order. Each item has the result that it would have had alone, 412 when somebody has changed the machine meanwhile; with `atomic=true` the first that fails undoes all others.',
  })
  changeManyEquipment(@Body() body: BulkEquipmentChangeDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.change(EquipmentChangeDto, body, query, ({ equipmentId: id, version, ...changes }) =>
      this.equipment.edit(id, version, changes),
    );
  }

  @Post()
  @Permission('equipment:create')
  @ApiCreate(EquipmentDto, {
    summary: 'Add a machine',
    description:
      'It is operational unless `status` says otherwise, and counts against the machines of the plan (402 when there are no more). The facility must be active, and the building one of it (422), as must the machine that `parentId` names. A number or QR code that another machine has is refused (409). Setting costs needs the permission `costs:read`.',
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
    return this.access.get(id, query.expand);
  }

  @Patch(':id')
  @Permission('equipment:update')
  @ApiUpdate(EquipmentDto, {
    summary: 'Change a machine',
    description:
      '`facilityId` and `buildingId` move it to an active facility; work orders that it has stay where they were, and what is part of it goes with it to another facility, where it is part of nothing unless `parentId` says so. A new `status` stands in its list of changes; to give a reason as well use `change-status`. Decommissioning is an act of its own, and a decommissioned machine keeps its status. `nextMaintenanceDate` is worked out from its schedules where it has any. Setting costs needs the permission `costs:read`.',
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
      'For what was entered by mistake: one that has work orders, schedules, machines that are part of it or anything else is refused (409) with the number of each. Decommission it instead.',
    problems: [equipmentInUse],
  })
  deleteEquipment(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.equipment.remove(id, version);
  }

  @Post(':id/duplicate')
  @Permission('equipment:create')
  @ApiCreate(EquipmentDto, {
    summary: 'Add a machine like another one',
    unconditional: 'the original stays as it is',
    shows: copied,
    description:
      'For machines of a series: the new one is operational, stands where the other does, is part of the same machine and has what its kind has, custom fields included. What one machine alone has it gets from the body or not at all: numbers, dates, warranty, hours, history and code. Costs are copied for those who may see them.',
    problems: [...writing, limitReached],
  })
  async duplicateEquipment(
    @IdParam() id: string,
    @Body() body: DuplicateEquipmentDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EquipmentDto> {
    const copy = await this.copies.duplicate(id, body);
    reply.header('Location', `/v1/equipment/${copy.id}`);
    return copy;
  }
}
