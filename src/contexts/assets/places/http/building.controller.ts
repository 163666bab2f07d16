import { Body, Controller, Delete, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
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
import { buildingInUse } from '../domain/building.errors.js';
import { BuildingService } from '../application/building.service.js';
import { BuildingDto, BuildingQuery, CreateBuildingDto, UpdateBuildingDto } from './building.dto.js';

@ApiSection('Facilities', 'Sites where machines stand, and their buildings.')
@Controller('v1')
export class BuildingController {
  constructor(private readonly buildings: BuildingService) {}

  @Get('facilities/:id/buildings')
  @Permission('buildings:read')
  @ApiList(BuildingDto, {
    summary: 'List the buildings of a facility',
    description: 'The buildings of one facility; 404 where the caller does not see the facility.',
  })
  listBuildings(@IdParam() facilityId: string, @Query() query: BuildingQuery): Promise<Page<BuildingDto>> {
    return this.buildings.list(facilityId, listRequest(query));
  }

  @Post('facilities/:id/buildings')
  @Permission('buildings:create')
  @ApiCreate(BuildingDto, {
    summary: 'Add a building to a facility',
    description:
      'Machines can then name it in `buildingId`. Nothing else changes for the facility. Answered with the address `/v1/buildings/{id}`.',
  })
  async createBuilding(
    @IdParam() facilityId: string,
    @Body() body: CreateBuildingDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BuildingDto> {
    const building = await this.buildings.create(facilityId, body);
    reply.header('Location', `/v1/buildings/${building.id}`);
    return building;
  }

  @Get('buildings/:id')
  @Permission('buildings:read')
  @ApiRead(BuildingDto, {
    summary: 'Read a building',
    description: 'Answers the code, the number of floors and the notes. It is visible to whoever sees its facility.',
  })
  getBuilding(@IdParam() id: string): Promise<BuildingDto> {
    return this.buildings.get(id);
  }

  @Patch('buildings/:id')
  @Permission('buildings:update')
  @ApiUpdate(BuildingDto, {
    summary: 'Change a building',
    description:
      'Changes name, code, floors or notes; a building cannot be moved to another facility. The audit log keeps the values before and after.',
  })
  updateBuilding(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateBuildingDto,
  ): Promise<BuildingDto> {
    return this.buildings.edit(id, version, body);
  }

  @Delete('buildings/:id')
  @Permission('buildings:delete')
  @ApiRemove({
    summary: 'Delete a building that nothing refers to',
    description:
      'For what was entered by mistake: one in which machines stand is refused (409) with their number. Move the machines first.',
    problems: [buildingInUse],
  })
  deleteBuilding(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.buildings.remove(id, version);
  }
}
