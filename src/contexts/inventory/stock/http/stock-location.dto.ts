import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  BooleanField,
  DateTimeField,
  Defaults,
  EnumField,
  Example,
  Examples,
  IntegerField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { stockLocationList } from '../application/stock-location.queries.js';
import { locationDefaults, type LocationType } from '../domain/location-kinds.js';
import { stockLocationType } from './stock-enumerations.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'StockLocation' })
export class StockLocationDto {
  @UuidField({ description: 'Id', example: demoIds.stockLocation })
  id: string;

  @StringField({ description: 'Name; no two locations share one', example: 'Van of Jonas Petersen', maxLength: 255 })
  name: string;

  @EnumField({ description: 'Kind of place', example: 'vehicle', of: stockLocationType })
  type: LocationType;

  @TextField({ description: 'Notes', example: 'HH NL 204, parked in Hamburg.', maxLength: 10_000, nullable: true })
  notes: string | null;

  @BooleanField({ description: 'Whether bookings that name no location go here; exactly one does', example: false })
  isDefault: boolean;

  @BooleanField({ description: 'What lies at an inactive one can be taken out, and nothing put in', example: true })
  isActive: boolean;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class StockLocationDetailsDto extends PickType(StockLocationDto, ['type', 'notes']) {}

@ApiSchema({ name: 'CreateStockLocation' })
@Examples({
  minimal: { name: 'Tool room' },
  full: { name: 'Van of the team in Tallinn', notes: '204 NLT, parked at the harbour.' },
})
@Defaults(locationDefaults)
export class CreateStockLocationDto extends IntersectionType(
  PickType(StockLocationDto, ['name']),
  PartialType(StockLocationDetailsDto),
) {}

@ApiSchema({ name: 'UpdateStockLocation' })
@Example({ notes: 'HH NL 231 since November.' })
export class UpdateStockLocationDto extends PartialType(CreateStockLocationDto) {}

export class StockLocationQuery extends pageQuery({ name: 'StockLocation', list: stockLocationList }) {
  @EnumField({ description: 'Only this kind of place', of: stockLocationType, optional: true })
  type?: LocationType;

  @BooleanField({ description: 'Only active or only inactive ones', example: true, optional: true })
  active?: boolean;
}
