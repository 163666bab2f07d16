import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  BooleanField,
  DateTimeField,
  Defaults,
  EnumField,
  enumeration,
  Example,
  Examples,
  IntegerField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { EXAMPLE_ID } from '#libs/kernel';
import { stockCountLineList, stockCountList } from '../application/stock-count.queries.js';
import { countDefaults, countStatuses, type CountStatus } from '../domain/count-status.js';
import { MAX_QUANTITY } from '../../stock/domain/stock-limits.js';
import { demoIds } from '../../../demo-ids.js';

const stockCountStatus = enumeration({
  name: 'StockCountStatus',
  description: 'Whether people count on it still (open), its differences are booked, or it was given up (canceled)',
  values: countStatuses,
});

@ApiSchema({ name: 'StockCount' })
export class StockCountDto {
  @UuidField({ description: 'Id', example: demoIds.stockCount })
  id: string;

  @StringField({
    description: 'Name; adjustments bear it as their notes',
    example: 'Stock-take of the van',
    maxLength: 255,
  })
  name: string;

  @UuidField({ description: 'Stock location that is counted', example: demoIds.stockLocation })
  locationId: string;

  @StringField({
    description: 'Only parts of this category; null for all that lie there',
    example: 'controller',
    maxLength: 100,
    nullable: true,
  })
  category: string | null;

  @BooleanField({
    description: 'Whether those who count do not see how many there should be; whoever may book sees it',
    example: true,
  })
  isBlind: boolean;

  @EnumField({ description: 'How far it is', example: 'open', of: stockCountStatus })
  status: CountStatus;

  @TextField({
    description: 'Notes',
    example: 'Shelves first, then the boxes.',
    maxLength: 2_000,
    nullable: true,
  })
  notes: string | null;

  @IntegerField({ description: 'How many parts are on it', example: 0, min: 0 })
  lines: number;

  @IntegerField({ description: 'How many of them are counted', example: 0, min: 0 })
  countedLines: number;

  @UuidField({ description: 'Who made it', example: demoIds.admin, nullable: true })
  createdById: string | null;

  @UuidField({ description: 'Who booked or canceled it', example: null, nullable: true })
  closedById: string | null;

  @DateTimeField({ description: 'When it was booked or canceled', example: null, nullable: true })
  closedAt: string | null;

  @IntegerField({ description: 'Counts the changes of its status; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({
    description: 'When it was made: differences are those to the stock then',
    example: '2026-11-22T10:00:00.000Z',
  })
  createdAt: string;

  @DateTimeField({ description: 'When its status was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'CreateStockCount' })
@Examples({ minimal: { name: 'Main store, December' }, full: { name: 'Lamps in the van', category: 'lighting' } })
@Defaults(countDefaults)
export class CreateStockCountDto extends IntersectionType(
  PickType(StockCountDto, ['name']),
  PartialType(PickType(StockCountDto, ['category', 'isBlind', 'notes'])),
) {
  @UuidField({
    description: 'Stock location; the default one unless given',
    example: demoIds.stockLocation,
    optional: true,
  })
  locationId?: string;
}

export class StockCountQuery extends pageQuery({ name: 'StockCount', list: stockCountList }) {
  @UuidField({ description: 'Only of this stock location', optional: true })
  locationId?: string;

  @EnumField({ description: 'Only in this status', of: stockCountStatus, optional: true })
  status?: CountStatus;
}

@ApiSchema({ name: 'StockCountLine' })
export class StockCountLineDto {
  @UuidField({ description: 'Id', example: EXAMPLE_ID })
  id: string;

  @UuidField({ description: 'Part', example: demoIds.part })
  partId: string;

  @StringField({ description: 'Its number', example: 'CT-2015', maxLength: 100 })
  partNumber: string;

  @StringField({ description: 'Its name', example: 'Landing call button, steel, Braille', maxLength: 255 })
  name: string;

  @StringField({ description: 'Its category', example: 'controller', maxLength: 100, nullable: true })
  category: string | null;

  @StringField({ description: 'What one of it is', example: 'piece', maxLength: 20, nullable: true })
  unitOfMeasure: string | null;

  @StringField({ description: 'Shelf or bin', example: 'Hamburg B-03', maxLength: 100, nullable: true })
  warehouseLocation: string | null;

  @IntegerField({
    description: 'How many there were when the sheet was made; null on a blind sheet for those who count',
    example: 24,
    min: 0,
    nullable: true,
  })
  expectedQuantity: number | null;

  @IntegerField({
    description:
      'How many were moved there or away since, until it was counted; null on a blind sheet for those who count',
    example: -2,
    nullable: true,
  })
  movedQuantity: number | null;

  @IntegerField({ description: 'How many were counted; null until then', example: 21, min: 0, nullable: true })
  countedQuantity: number | null;

  @IntegerField({
    description: 'Counted, less expected and moved; null until it is counted, and on a blind sheet for those who count',
    example: -1,
    nullable: true,
  })
  difference: number | null;

  @TextField({ description: 'Notes', example: 'One box was open.', maxLength: 2_000, nullable: true })
  notes: string | null;

  @UuidField({ description: 'Who counted', example: demoIds.technician, nullable: true })
  countedById: string | null;

  @DateTimeField({ description: 'When', example: '2026-11-22T10:30:00.000Z', nullable: true })
  countedAt: string | null;

  @UuidField({ description: 'The adjustment, once it is booked', example: null, nullable: true })
  movementId: string | null;
}

export class StockCountLineQuery extends pageQuery({ name: 'StockCountLine', list: stockCountLineList }) {
  @BooleanField({ description: 'Only those that are counted, or not yet', example: false, optional: true })
  isCounted?: boolean;

  @BooleanField({
    description: 'Only those with a difference, or without; none on a blind sheet for those who count',
    example: true,
    optional: true,
  })
  differs?: boolean;
}

@ApiSchema({ name: 'CountedPart' })
@Example({ partId: demoIds.part, quantity: 21, notes: 'One box was open.' })
export class CountedPartDto {
  @UuidField({ description: 'Part', example: demoIds.part })
  partId: string;

  @IntegerField({ description: 'How many there are', example: 21, min: 0, max: MAX_QUANTITY })
  quantity: number;

  @TextField({ description: 'Notes', example: 'One box was open.', maxLength: 2_000, optional: true, nullable: true })
  notes?: string | null;
}
