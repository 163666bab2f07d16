import { Body, Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { beyondOwnRights } from '#contexts/identity';
import { ApiAction, ApiRead, ApiRemove, ApiSection, ApiUpdate, IdParam, IfMatch, Permission } from '#libs/http';
import { atField } from '#libs/kernel';
import { demoIds } from '../../../demo-ids.js';
import { unknownFacility } from '../../assets.refusals.js';
import { UserFacilityService } from '../application/user-facility.service.js';
import { LinkFacilityDto, ReplaceUserFacilitiesDto, UserFacilitiesDto } from './user-facility.dto.js';

@ApiSection(
  'Facilities of users',
  'Which facilities users see who do not see all: customers, unless they are granted more.',
)
@Controller('v1/users/:id/facilities')
export class UserFacilityController {
  constructor(private readonly links: UserFacilityService) {}

  @Get()
  @Permission('users:read')
  @ApiRead(UserFacilitiesDto, {
    summary: 'Read which facilities a user is linked to',
    row: demoIds.customer,
    description:
      'Those that the user is linked to, as far as the caller sees them. Users with the permission `facilities:read_all` see every facility, whether or not they are linked. Its `ETag` is the one to replace the links with.',
  })
  getUserFacilities(@IdParam() id: string): Promise<UserFacilitiesDto> {
    return this.links.get(id);
  }

  @Put()
  @Permission('users:grant')
  @ApiUpdate(UserFacilitiesDto, {
    summary: 'Link a user to facilities',
    row: demoIds.customer,
    description:
      'The list takes the place of all links so far; an empty one takes them all away. Holds from the next request of that user on: machines of a facility are seen with it. Needs the permission `facilities:read_all` too, and users with more rights than the caller are refused (403). The audit log keeps what was added and removed.',
    problems: [beyondOwnRights, atField(unknownFacility, '/facilityIds/0')],
  })
  replaceUserFacilities(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { facilityIds }: ReplaceUserFacilitiesDto,
  ): Promise<UserFacilitiesDto> {
    return this.links.replace(id, version, facilityIds);
  }

  @Post()
  @Permission('users:grant')
  @ApiAction(UserFacilitiesDto, {
    summary: 'Link a user to one more facility',
    row: demoIds.customer,
    unconditional: 'It adds one link, whatever the others are.',
    description:
      'Does nothing where the user is linked to it already. Holds from the next request of that user on. Needs the permission `facilities:read_all` too, and users with more rights than the caller are refused (403).',
    problems: [beyondOwnRights, unknownFacility],
  })
  linkUserToFacility(@IdParam() id: string, @Body() { facilityId }: LinkFacilityDto): Promise<UserFacilitiesDto> {
    return this.links.add(id, facilityId);
  }

  @Delete(':facilityId')
  @Permission('users:grant')
  @ApiRemove({
    summary: 'Take the link to a facility away',
    row: demoIds.customer,
    description:
      'From the next request on the user sees neither the facility nor its machines, unless all are seen anyway. Requests of the user and the work made from them stay visible. One that is not linked is not found (404).',
    problems: [beyondOwnRights],
  })
  unlinkUserFromFacility(
    @IdParam() id: string,
    @IdParam('facilityId', 'Id of the facility', demoIds.facility) facilityId: string,
  ): Promise<void> {
    return this.links.remove(id, facilityId);
  }
}
