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
import { facilityCodeTaken, facilityInUse, incompletePosition } from '../domain/facility.errors.js';
import { FacilityService } from '../application/facility.service.js';
import { BulkFacilitiesDto, CreateFacilityDto, FacilityDto, FacilityQuery, UpdateFacilityDto } from './facility.dto.js';

@ApiSection('Facilities', 'Sites where machines stand, and their buildings.')
@Controller('v1/facilities')
export class FacilityController {
  constructor(
    private readonly facilities: FacilityService,
    private readonly bulk: Bulk,
  ) {}

  @Get()
  @Permission('facilities:read')
  @ApiList(FacilityDto, {
    summary: 'List facilities',
    description: 'All facilities, or those the caller is linked to.',
  })
  listFacilities(@Query() query: FacilityQuery): Promise<Page<FacilityDto>> {
    return this.facilities.list(listRequest(query));
  }

  @Post('bulk')
  @Permission('facilities:create')
  @ApiBulk({
    summary: 'Add facilities',
    description:
      'At most 100. Each item has the result that it would have had alone; `atomic` makes it all or nothing.',
  })
  createFacilities(@Body() body: BulkFacilitiesDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.create(CreateFacilityDto, body, query, (item) => this.facilities.create(item));
  }

  @Post()
  @Permission('facilities:create')
  @ApiCreate(FacilityDto, { summary: 'Add a facility', problems: [facilityCodeTaken, incompletePosition] })
  createFacility(@Body() body: CreateFacilityDto): Promise<FacilityDto> {
    return this.facilities.create(body);
  }

  @Get(':id')
  @Permission('facilities:read')
  @ApiRead(FacilityDto, { summary: 'Read a facility' })
  getFacility(@IdParam() id: string): Promise<FacilityDto> {
    return this.facilities.get(id);
  }

  @Patch(':id')
  @Permission('facilities:update')
  @ApiUpdate(FacilityDto, { summary: 'Change a facility', problems: [facilityCodeTaken, incompletePosition] })
  updateFacility(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateFacilityDto,
  ): Promise<FacilityDto> {
    return this.facilities.edit(id, version, body);
  }

  @Delete(':id')
  @Permission('facilities:delete')
  @ApiRemove({ summary: 'Delete a facility that nothing refers to', problems: [facilityInUse] })
  deleteFacility(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.facilities.remove(id, version);
  }

  @Post(':id/activate')
  @Permission('facilities:update')
  @ApiAction(FacilityDto, { summary: 'Activate a facility' })
  activateFacility(@IdParam() id: string, @IfMatch() version: number): Promise<FacilityDto> {
    return this.facilities.activate(id, version);
  }

  @Post(':id/deactivate')
  @Permission('facilities:update')
  @ApiAction(FacilityDto, {
    summary: 'Deactivate a facility',
    description: 'It keeps its history and takes no new machines and no new work.',
  })
  deactivateFacility(@IdParam() id: string, @IfMatch() version: number): Promise<FacilityDto> {
    return this.facilities.deactivate(id, version);
  }
}
