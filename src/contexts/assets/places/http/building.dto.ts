import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { DateTimeField, IntegerField, pageQuery, StringField, TextField, UuidField } from '#libs/http';
import { buildingList } from '../application/building.queries.js';

@ApiSchema({ name: 'Building' })
export class BuildingDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b333' })
  id: string;

  @UuidField({ description: 'Facility it belongs to', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111' })
  facilityId: string;

  @StringField({ description: 'Name', example: 'North wing', maxLength: 255 })
  name: string;

  @StringField({ description: 'Your own code', example: 'N', maxLength: 50, nullable: true })
  buildingCode: string | null;

  @IntegerField({ description: 'Number of floors', example: 12, min: 0, max: 500, nullable: true })
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
export class CreateBuildingDto extends IntersectionType(
  PickType(BuildingDto, ['name']),
  PartialType(BuildingDetailsDto),
) {}

@ApiSchema({ name: 'UpdateBuilding' })
export class UpdateBuildingDto extends PartialType(CreateBuildingDto) {}

export class BuildingQuery extends pageQuery({
  name: 'Building',
  list: buildingList,
}) {}
