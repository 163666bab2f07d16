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
  Permission,
  type Page,
} from '#libs/http';
import { facilityCodeTaken, facilityInUse, incompletePosition } from '../domain/facility.errors.js';
import { FacilityService } from '../application/facility.service.js';
import {
  BulkFacilitiesDto,
  CreateFacilityDto,
  FacilityDto,
  facilityListRequest,
  FacilityQuery,
  ListedFacilityDto,
  UpdateFacilityDto,
} from './facility.dto.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSection('Facilities', 'Sites where machines stand, and their buildings.')
@Controller('v1/facilities')
export class FacilityController {
  constructor(
    private readonly facilities: FacilityService,
    private readonly bulk: Bulk,
  ) {}

  @Get()
  @Permission('facilities:read')
  @ApiList(ListedFacilityDto, {
    summary: 'List facilities',
    description:
      'All facilities, or without the permission `facilities:read_all` those that the caller is linked to. Inactive ones are included unless `active` is given. With `near` the nearest come first, unless `sort` says otherwise, each with its distance, and those without a position are left out.',
  })
  listFacilities(@Query() query: FacilityQuery): Promise<Page<ListedFacilityDto>> {
    return this.facilities.list(...facilityListRequest(query));
  }

  @Post('bulk')
  @Permission('facilities:create')
  @ApiBulk({
    summary: 'Add facilities',
    description:
      'Up to 100 in one request, in their order. Each item has the result that it would have had alone; with `atomic=true` the first that fails undoes all others.',
  })
  createFacilities(@Body() body: BulkFacilitiesDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.create(CreateFacilityDto, body, query, (item) => this.facilities.create(item));
  }

  @Post()
  @Permission('facilities:create')
  @ApiCreate(FacilityDto, {
    summary: 'Add a facility',
    description:
      'It is active at once: buildings, machines and work orders can be added. Without `timezone` it has that of the account; schedules of its machines follow its clock. A code that another facility has is refused (409).',
    problems: [facilityCodeTaken, incompletePosition],
  })
  createFacility(@Body() body: CreateFacilityDto): Promise<FacilityDto> {
    return this.facilities.create(body);
  }

  @Get(':id')
  @Permission('facilities:read')
  @ApiRead(FacilityDto, {
    summary: 'Read a facility',
    description:
      'Answers address, position, time zone and whom to ask on site. Buildings are at `/v1/facilities/{id}/buildings`, machines at `/v1/equipment?facilityId=…`.',
  })
  getFacility(@IdParam() id: string): Promise<FacilityDto> {
    return this.facilities.get(id);
  }

  @Patch(':id')
  @Permission('facilities:update')
  @ApiUpdate(FacilityDto, {
    summary: 'Change a facility',
    description:
      'Another time zone holds for schedules that are added from then on; existing ones keep theirs. A code that another facility has is refused (409). The audit log keeps the values before and after.',
    problems: [facilityCodeTaken, incompletePosition],
  })
  updateFacility(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateFacilityDto,
  ): Promise<FacilityDto> {
    return this.facilities.edit(id, version, body);
  }

  @Delete(':id')
  @Permission('facilities:delete')
  @ApiRemove({
    summary: 'Delete a facility that nothing refers to',
    description:
      'For what was entered by mistake: one that has buildings, machines, work orders or anything else is refused (409) with the number of each. Deactivate it instead.',
    problems: [facilityInUse],
  })
  deleteFacility(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.facilities.remove(id, version);
  }

  @Post(':id/activate')
  @Permission('facilities:update')
  @ApiAction(FacilityDto, {
    summary: 'Activate a facility',
    row: demoIds.secondFacility,
    description:
      'It takes machines and work again, and due dates of the schedules of its machines become work orders again. Changes nothing when it is active.',
  })
  activateFacility(@IdParam() id: string, @IfMatch() version: number): Promise<FacilityDto> {
    return this.facilities.activate(id, version);
  }

  @Post(':id/deactivate')
  @Permission('facilities:update')
  @ApiAction(FacilityDto, {
    summary: 'Deactivate a facility',
    row: demoIds.secondFacility,
    shows: { isActive: false },
    description:
      'It keeps its machines and its history and takes no new machines and no new work (422). Dates of the schedules of its machines are noted as skipped; work orders that are open stay open.',
  })
  deactivateFacility(@IdParam() id: string, @IfMatch() version: number): Promise<FacilityDto> {
    return this.facilities.deactivate(id, version);
  }
}
