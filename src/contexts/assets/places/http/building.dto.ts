import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  DateTimeField,
  Example,
  Examples,
  IntegerField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { buildingList } from '../application/building.queries.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'Building' })
export class BuildingDto {
  @UuidField({ description: 'Id', example: demoIds.building })
  id: string;

  @StringField({ description: 'Name', example: 'Speicher A', maxLength: 255 })
  name: string;

  @UuidField({ description: 'Facility it belongs to', example: demoIds.facility })
  facilityId: string;

  @StringField({ description: 'Your own code', example: 'SPA', maxLength: 50, nullable: true })
  buildingCode: string | null;

  @IntegerField({ description: 'Number of floors', example: 7, min: 0, max: 500, nullable: true })
  floorCount: number | null;

  @TextField({ description: 'Notes', example: 'Machine room on the roof.', maxLength: 10_000, nullable: true })
  notes: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class BuildingDetailsDto extends PickType(BuildingDto, ['buildingCode', 'floorCount', 'notes']) {}

@ApiSchema({ name: 'CreateBuilding' })
@Examples({ minimal: { name: 'Boiler house' }, full: { name: 'Speicher C', buildingCode: 'SPC' } })
export class CreateBuildingDto extends IntersectionType(
  PickType(BuildingDto, ['name']),
  PartialType(BuildingDetailsDto),
) {}

@ApiSchema({ name: 'UpdateBuilding' })
@Example({ floorCount: 8, notes: 'One floor has been added on top.' })
export class UpdateBuildingDto extends PartialType(CreateBuildingDto) {}

export class BuildingQuery extends pageQuery({
  name: 'Building',
  list: buildingList,
}) {}
