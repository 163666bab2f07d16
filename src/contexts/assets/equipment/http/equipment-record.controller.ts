import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { EquipmentHierarchyService } from '../application/equipment-hierarchy.service.js';
import { EquipmentRecordService } from '../application/equipment-record.service.js';
import { EquipmentHierarchyDto } from './equipment-hierarchy.dto.js';
import { EquipmentMoveDto, EquipmentRecordQuery, EquipmentStatusChangeDto } from './equipment-record.dto.js';

@ApiSection('Equipment', 'Machines: what they are, where they stand, in what state.')
@Permission('equipment:read')
@Controller('v1/equipment/:id')
export class EquipmentRecordController {
  constructor(
    private readonly record: EquipmentRecordService,
    private readonly hierarchy: EquipmentHierarchyService,
  ) {}

  @Get('hierarchy')
  @ApiRead(EquipmentHierarchyDto, {
    summary: 'Read what a machine is part of, and what is part of it',
    description:
      'Names the machines above it, from the top down, and counts those below it by state, at whatever level. The machines themselves are at `/v1/equipment?within=…`, those one level down at `/v1/equipment?parentId=…`.',
  })
  getEquipmentHierarchy(@IdParam() id: string): Promise<EquipmentHierarchyDto> {
    return this.hierarchy.get(id);
  }

  @Get('status-changes')
  @ApiList(EquipmentStatusChangeDto, {
    summary: 'List the changes of the status of a machine',
    description:
      'One line for each change, with who made it, when and why; in order of time unless `sort` says otherwise. Lines are never changed, and are kept as long as the machine.',
  })
  listEquipmentStatusChanges(
    @IdParam() id: string,
    @Query() query: EquipmentRecordQuery,
  ): Promise<Page<EquipmentStatusChangeDto>> {
    return this.record.statusChanges(id, listRequest(query));
  }

  @Get('moves')
  @ApiList(EquipmentMoveDto, {
    summary: 'List where a machine has been moved',
    description:
      'One line for each move to another facility or building, with who made it and when; in order of time unless `sort` says otherwise. Without the permission `facilities:read_all` only those between facilities that the caller is linked to.',
  })
  listEquipmentMoves(@IdParam() id: string, @Query() query: EquipmentRecordQuery): Promise<Page<EquipmentMoveDto>> {
    return this.record.moves(id, listRequest(query));
  }
}
