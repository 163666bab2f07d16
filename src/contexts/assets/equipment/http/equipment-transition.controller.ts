import { Body, Controller, Post } from '@nestjs/common';
import { ApiAction, ApiSection, IdParam, IfMatch, Permission } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { EquipmentTransitionService } from '../application/equipment-transition.service.js';
import { childrenInService, invalidTransition, parentDecommissioned } from '../domain/equipment.errors.js';
import { EquipmentDto } from './equipment.dto.js';
import { limitReached } from './equipment.problems.js';
import {
  ChangeEquipmentStatusDto,
  DecommissionEquipmentDto,
  RecommissionEquipmentDto,
} from './equipment-transition.dto.js';

@ApiSection('Equipment', 'Machines: what they are, where they stand, in what state.')
@Controller('v1/equipment/:id')
export class EquipmentTransitionController {
  constructor(private readonly transitions: EquipmentTransitionService) {}

  @Post('change-status')
  @Permission('equipment:update')
  @ApiAction(EquipmentDto, {
    summary: 'Change the status of a machine, with the reason',
    row: demoIds.secondEquipment,
    shows: { status: 'shutdown' },
    description:
      'For a machine that is in service. The change stands in `/v1/equipment/{id}/status-changes` with its reason; nothing happens where the machine has the status already. One that is decommissioned is refused (409).',
    problems: [invalidTransition],
  })
  changeEquipmentStatus(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { status, reason }: ChangeEquipmentStatusDto,
  ): Promise<EquipmentDto> {
    return this.transitions.changeStatus(id, version, status, reason);
  }

  @Post('decommission')
  @Permission('equipment:decommission')
  @ApiAction(EquipmentDto, {
    summary: 'Decommission a machine',
    row: demoIds.equipmentToDecommission,
    shows: { status: 'decommissioned', nextMaintenanceDate: null },
    description:
      'Takes it out of service: it keeps its history, takes no new work and no longer counts against the plan. Dates of its schedules are noted as skipped; work orders that are open stay open. One that is decommissioned already is refused (409), and so is one with machines in service that are part of it, unless `includeChildren` takes them along.',
    problems: [invalidTransition, childrenInService],
  })
  decommissionEquipment(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: DecommissionEquipmentDto,
  ): Promise<EquipmentDto> {
    return this.transitions.decommission(id, version, body);
  }

  @Post('recommission')
  @Permission('equipment:decommission')
  @ApiAction(EquipmentDto, {
    summary: 'Put a decommissioned machine back into service',
    row: demoIds.decommissionedEquipment,
    description:
      'It is operational again and counts against the machines of the plan (402 when there are no more). Its next maintenance is that of its schedules again; what was skipped meanwhile is not made up for. Machines that are part of it stay decommissioned. One that is not decommissioned is refused (409), and so is one that is part of a decommissioned machine.',
    problems: [invalidTransition, parentDecommissioned, limitReached],
  })
  recommissionEquipment(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: RecommissionEquipmentDto,
  ): Promise<EquipmentDto> {
    return this.transitions.recommission(id, version, reason);
  }
}
