import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  BooleanField,
  bulkOf,
  DateTimeField,
  DecimalField,
  EmailField,
  Example,
  Examples,
  IntegerField,
  listRequest,
  pageQuery,
  StringField,
  TextField,
  TimezoneField,
  Together,
  UuidField,
} from '#libs/http';
import type { Nearby } from '../application/distance.js';
import { facilityList } from '../application/facility.queries.js';
import { incompletePosition } from '../domain/facility.errors.js';
import { demoIds } from '../../../demo-ids.js';

/** Half the way around the earth. */
const FURTHEST_KM = 20_100;

@ApiSchema({ name: 'Facility' })
export class FacilityDto {
  @UuidField({ description: 'Id', example: demoIds.facility })
  id: string;

  @StringField({ description: 'Name', example: 'Hafenquartier Sandtorkai', maxLength: 255 })
  name: string;

  @StringField({
    description: 'Your own code; no two facilities share one',
    example: 'HAFEN',
    maxLength: 50,
    nullable: true,
  })
  facilityCode: string | null;

  @StringField({ description: 'Kind of facility', example: 'office campus', maxLength: 100, nullable: true })
  facilityType: string | null;

  @StringField({ description: 'Street and number', example: 'Am Sandtorkai 48', maxLength: 255, nullable: true })
  addressLine1: string | null;

  @StringField({ description: 'Further address line', example: 'Entrance B', maxLength: 255, nullable: true })
  addressLine2: string | null;

  @StringField({ description: 'City', example: 'Hamburg', maxLength: 100, nullable: true })
  city: string | null;

  @StringField({ description: 'State or province', example: 'Hamburg', maxLength: 100, nullable: true })
  state: string | null;

  @StringField({ description: 'Postal code', example: '20457', maxLength: 20, nullable: true })
  zipCode: string | null;

  @StringField({ description: 'Country', example: 'Germany', maxLength: 100, nullable: true })
  country: string | null;

  @DecimalField({
    description: 'Degrees north; comes with longitude',
    example: 53.54352,
    min: -90,
    max: 90,
    scale: 8,
    nullable: true,
  })
  latitude: number | null;

  @DecimalField({
    description: 'Degrees east; comes with latitude',
    example: 9.9921,
    min: -180,
    max: 180,
    scale: 8,
    nullable: true,
  })
  longitude: number | null;

  @TimezoneField({ description: 'IANA zone; that of the account unless given', example: 'Europe/Berlin' })
  timezone: string;

  @StringField({ description: 'Person to ask on site', example: 'Claudia Behrens', maxLength: 255, nullable: true })
  contactName: string | null;

  @EmailField({ description: 'Their e-mail address', example: 'claudia.behrens@speicherwerk.example', nullable: true })
  contactEmail: string | null;

  @StringField({ description: 'Their telephone number', example: '+49 40 555 0140', maxLength: 20, nullable: true })
  contactPhone: string | null;

  @TextField({ description: 'Notes', example: 'Keys at the porter.', maxLength: 10_000, nullable: true })
  notes: string | null;

  @BooleanField({
    description: 'Inactive facilities keep their history and take no new machines or work',
    example: true,
  })
  isActive: boolean;

  @UuidField({ description: 'Who added it', example: demoIds.admin, nullable: true })
  createdById: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'ListedFacility' })
export class ListedFacilityDto extends FacilityDto {
  @DecimalField({
    description: 'Kilometres from the place that `near` names, in a straight line; in lists with `near` alone',
    example: 0.419,
    min: 0,
    max: FURTHEST_KM,
    scale: 3,
    optional: true,
  })
  distanceKm?: number;
}

class FacilityDetailsDto extends PickType(FacilityDto, [
  'facilityCode',
  'facilityType',
  'addressLine1',
  'addressLine2',
  'city',
  'state',
  'zipCode',
  'country',
  'latitude',
  'longitude',
  'timezone',
  'contactName',
  'contactEmail',
  'contactPhone',
  'notes',
]) {}

@ApiSchema({ name: 'CreateFacility' })
@Examples({
  minimal: { name: 'Altona depot' },
  full: {
    name: 'Elbe Terraces',
    facilityCode: 'ELBE',
    addressLine1: 'Elbchaussee 43',
    addressLine2: 'Entrance B',
    zipCode: '22765',
  },
})
@Together(['latitude', 'longitude'], incompletePosition)
export class CreateFacilityDto extends IntersectionType(
  PickType(FacilityDto, ['name']),
  PartialType(FacilityDetailsDto),
) {}

@ApiSchema({ name: 'FacilityBulk' })
@Example({
  items: [
    { name: 'Kiel ferry terminal', facilityCode: 'KIEL', city: 'Kiel', timezone: 'Europe/Berlin' },
    { name: 'Rostock depot', facilityCode: 'ROST', city: 'Rostock' },
  ],
})
export class BulkFacilitiesDto extends bulkOf(CreateFacilityDto) {}

@ApiSchema({ name: 'UpdateFacility' })
@Example({
  contactName: 'Claudia Behrens',
  contactPhone: '+49 40 555 0141',
  notes: 'Keys at the porter of Speicher B.',
})
export class UpdateFacilityDto extends PartialType(CreateFacilityDto) {}

export class FacilityQuery extends pageQuery({
  name: 'Facility',
  list: facilityList,
  search: 'name, code and address',
}) {
  @StringField({ description: 'Only this kind', example: 'office campus', maxLength: 100, optional: true })
  type?: string;

  @StringField({ description: 'Only in this city', example: 'Hamburg', maxLength: 100, optional: true })
  city?: string;

  @BooleanField({ description: 'Only active, or only inactive ones', example: true, optional: true })
  active?: boolean;

  @StringField({
    description: 'Only those around this place, the nearest first: degrees north, comma, degrees east',
    example: '53.54352,9.9921',
    maxLength: 50,
    pattern: /^-?(90(\.0{1,15})?|[0-8]?\d(\.\d{1,15})?),-?(180(\.0{1,15})?|(1[0-7]\d|\d{1,2})(\.\d{1,15})?)$/,
    patternDetail: 'must be degrees north, a comma and degrees east, such as 53.54352,9.9921',
    optional: true,
  })
  near?: string;

  @DecimalField({
    description: 'With `near`: only those so many kilometres away at most; otherwise all that have a position',
    example: 25,
    min: 0.001,
    max: FURTHEST_KM,
    scale: 3,
    optional: true,
  })
  withinKm?: number;
}

/** The query in the terms of the list; a distance without a place means nothing. */
export function facilityListRequest({ near, withinKm = FURTHEST_KM, ...query }: FacilityQuery) {
  const [latitude, longitude] = near?.split(',').map(Number) ?? [];
  const nearby: Nearby | undefined = near === undefined ? undefined : [latitude!, longitude!, withinKm];
  return [listRequest(query), nearby] as const;
}
