import { ApiSchema, OmitType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  Example,
  hiddenCost,
  IntegerField,
  items,
  MoneyField,
  StringField,
  TextField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';

const MAX_QUANTITY = 1_000_000;
const cost = { amount: '85.00', currency: 'EUR' };

@ApiSchema({ name: 'PlannedPartAtLocation' })
class PlannedPartAtLocationDto {
  @UuidField({ description: 'Stock location', example: demoIds.defaultStockLocation })
  locationId: string;

  @StringField({ description: 'Its name', example: 'Main store', maxLength: 255 })
  name: string;

  @IntegerField({ description: 'How many are planned from there', example: 4, min: 1, max: MAX_QUANTITY })
  planned: number;

  @IntegerField({ description: 'How many are set aside there', example: 2, min: 0 })
  reserved: number;
}

@ApiSchema({ name: 'WorkOrderPart' })
export class WorkOrderPartDto {
  @UuidField({ description: 'Part', example: demoIds.part })
  partId: string;

  @StringField({ description: 'Its number', example: 'CT-2015', maxLength: 100 })
  partNumber: string;

  @StringField({ description: 'Its name', example: 'Landing call button, steel, Braille', maxLength: 255 })
  name: string;

  @StringField({ description: 'What one of it is', example: 'piece', maxLength: 20, nullable: true })
  unitOfMeasure: string | null;

  @IntegerField({ description: 'How many are planned, from all locations', example: 4, min: 0 })
  planned: number;

  @IntegerField({ description: 'How many are set aside for this work order', example: 2, min: 0 })
  reserved: number;

  @IntegerField({ description: 'How many were used and did not come back', example: 2, min: 0 })
  used: number;

  @IntegerField({
    description: 'How many are planned, but neither used nor set aside; 0 for work that has ended',
    example: 0,
    min: 0,
  })
  missing: number;

  @MoneyField({ description: `What the used ones cost${hiddenCost}`, example: cost, nullable: true })
  cost: MoneyDto | null;

  @ArrayField({
    description: 'Where they are planned from, in the order of the names',
    of: items.object(PlannedPartAtLocationDto),
    maxItems: 100_000,
  })
  locations: PlannedPartAtLocationDto[];
}

@ApiSchema({ name: 'WorkOrderParts' })
export class WorkOrderPartsDto {
  @UuidField({ description: 'Work order', example: demoIds.workOrderInProgress })
  workOrderId: string;

  @ArrayField({
    description: `What all parts cost, an amount for each currency${hiddenCost}`,
    of: items.money(),
    maxItems: 200,
    nullable: true,
    example: [cost],
  })
  costs: MoneyDto[] | null;

  @ArrayField({
    description: 'The parts, in the order of their names',
    of: items.object(WorkOrderPartDto),
    maxItems: 100_000,
  })
  parts: WorkOrderPartDto[];
}

@ApiSchema({ name: 'UseParts' })
@Example({ partId: demoIds.part, quantity: 1, notes: 'Second floor' })
export class UsePartsDto {
  @UuidField({ description: 'Part', example: demoIds.part })
  partId: string;

  @IntegerField({ description: 'How many', example: 2, min: 1, max: MAX_QUANTITY })
  quantity: number;

  @UuidField({
    description: 'Stock location; the default one unless given',
    example: demoIds.defaultStockLocation,
    optional: true,
  })
  locationId?: string;

  @TextField({ description: 'Notes', example: 'Second floor', maxLength: 2_000, optional: true, nullable: true })
  notes?: string | null;
}

@ApiSchema({ name: 'ReturnUsedParts' })
@Example({ partId: demoIds.usedPart, quantity: 1, notes: 'Not needed after all' })
export class ReturnUsedPartsDto extends UsePartsDto {}

@ApiSchema({ name: 'PlanParts' })
@Example({ partId: demoIds.part, quantity: 2, locationId: demoIds.defaultStockLocation })
export class PlanPartsDto extends OmitType(UsePartsDto, ['notes']) {}

@ApiSchema({ name: 'ReleaseParts' })
@Example({ partId: demoIds.part })
export class ReleasePartsDto extends PickType(UsePartsDto, ['partId']) {
  @UuidField({
    description: 'Stock location; all of them unless given',
    example: demoIds.defaultStockLocation,
    optional: true,
  })
  locationId?: string;
}
