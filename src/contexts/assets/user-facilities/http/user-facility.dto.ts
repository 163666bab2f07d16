import { ApiSchema, PickType } from '@nestjs/swagger';
import { ArrayField, BooleanField, DateTimeField, IntegerField, items, StringField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';

/** More than any customer has. */
const MOST_FACILITIES = 1_000;

@ApiSchema({ name: 'UserFacility' })
export class UserFacilityDto {
  @UuidField({ description: 'The facility', example: demoIds.facility })
  facilityId: string;

  @StringField({ description: 'Name of the facility', example: 'Hafenquartier Sandtorkai', maxLength: 255 })
  name: string;

  @StringField({ description: 'Its short code', example: 'HAFEN', maxLength: 50, nullable: true })
  facilityCode: string | null;

  @StringField({ description: 'City', example: 'Hamburg', maxLength: 100, nullable: true })
  city: string | null;

  @BooleanField({ description: 'Whether the facility takes machines and work', example: true })
  isActive: boolean;

  @DateTimeField({ description: 'Since when the user is linked to it', example: '2026-11-22T10:00:00.000Z' })
  linkedAt: string;
}

@ApiSchema({ name: 'UserFacilities' })
export class UserFacilitiesDto {
  @UuidField({ description: 'The user', example: demoIds.customer })
  userId: string;

  @ArrayField({
    description: 'The facilities that the user is linked to, by name',
    of: items.object(UserFacilityDto),
    maxItems: MOST_FACILITIES,
  })
  facilities: readonly UserFacilityDto[];

  @IntegerField({ description: 'Version of the user; the ETag begins with it', example: 2, min: 1 })
  version: number;
}

@ApiSchema({ name: 'ReplaceUserFacilities' })
export class ReplaceUserFacilitiesDto {
  @ArrayField({
    description: 'All facilities that the user is to be linked to; takes the place of those so far',
    example: [demoIds.facility],
    of: items.uuid(),
    maxItems: MOST_FACILITIES,
    unique: true,
  })
  facilityIds: string[];
}

@ApiSchema({ name: 'LinkFacility' })
export class LinkFacilityDto extends PickType(UserFacilityDto, ['facilityId']) {}
