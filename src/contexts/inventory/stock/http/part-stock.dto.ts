import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  Example,
  hiddenCost,
  IntegerField,
  items,
  MoneyField,
  pageQuery,
  StringField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import { stockAtLocationList } from '../application/part-stock.queries.js';
import { demoIds } from '../../../demo-ids.js';

const MAX_LEVEL = 1_000_000_000;
const stockValue = { amount: '1020.00', currency: 'EUR' };

@ApiSchema({ name: 'StockAtLocation' })
export class StockAtLocationDto {
  @UuidField({ description: 'Part', example: demoIds.part })
  partId: string;

  @StringField({ description: 'Its number', example: 'CT-2015', maxLength: 100 })
  partNumber: string;

  @StringField({ description: 'Its name', example: 'Landing call button, steel, Braille', maxLength: 255 })
  name: string;

  @StringField({ description: 'What one of it is', example: 'piece', maxLength: 20, nullable: true })
  unitOfMeasure: string | null;

  @IntegerField({ description: 'How many lie there', example: 24, min: 0 })
  quantity: number;

  @IntegerField({ description: 'How many of them are set aside for work orders', example: 4, min: 0 })
  reserved: number;

  @IntegerField({ description: 'How many are free; below 0 where fewer lie there than are set aside', example: 20 })
  available: number;

  @IntegerField({
    description: 'With as many or fewer it counts as low there; null for none',
    example: 2,
    min: 0,
    max: MAX_LEVEL,
    nullable: true,
  })
  reorderLevel: number | null;

  @MoneyField({ description: `What they cost${hiddenCost}`, example: stockValue, nullable: true })
  stockValue: MoneyDto | null;
}

export class StockAtLocationQuery extends pageQuery({ name: 'StockAtLocation', list: stockAtLocationList }) {
  @BooleanField({
    description: 'Only active parts with as many as their level there or fewer, or only all others',
    example: true,
    optional: true,
  })
  lowStock?: boolean;
}

@ApiSchema({ name: 'PartStockAtLocation' })
class PartStockAtLocationDto {
  @UuidField({ description: 'Stock location', example: demoIds.defaultStockLocation })
  locationId: string;

  @StringField({ description: 'Its name', example: 'Main store', maxLength: 255 })
  name: string;

  @IntegerField({ description: 'How many lay there', example: 24, min: 0 })
  quantity: number;

  @IntegerField({
    description: 'How many of them are set aside for work orders; null for an earlier time',
    example: 4,
    min: 0,
    nullable: true,
  })
  reserved: number | null;

  @IntegerField({
    description: 'How many are free; below 0 where fewer lie there than are set aside; null for an earlier time',
    example: 20,
    nullable: true,
  })
  available: number | null;

  @IntegerField({
    description: 'With as many or fewer it counts as low there; null for none, and for an earlier time',
    example: 2,
    min: 0,
    max: MAX_LEVEL,
    nullable: true,
  })
  reorderLevel: number | null;

  @MoneyField({ description: `What they cost${hiddenCost}`, example: stockValue, nullable: true })
  stockValue: MoneyDto | null;
}

@ApiSchema({ name: 'PartStock' })
export class PartStockDto {
  @UuidField({ description: 'Part', example: demoIds.part })
  partId: string;

  @DateTimeField({ description: 'As of what time; null for now', example: null, nullable: true })
  at: string | null;

  @IntegerField({ description: 'How many there were, over all locations', example: 24, min: 0 })
  quantity: number;

  @MoneyField({ description: `What they cost${hiddenCost}`, example: stockValue, nullable: true })
  stockValue: MoneyDto | null;

  @ArrayField({
    description: 'Where they lay, in the order of the names',
    of: items.object(PartStockAtLocationDto),
    maxItems: 100_000,
  })
  locations: PartStockAtLocationDto[];
}

export class PartStockQuery {
  @DateTimeField({
    description: 'As of what time; now unless given',
    example: '2026-11-22T10:00:00Z',
    optional: true,
  })
  at?: string;
}

@ApiSchema({ name: 'ReorderLevel' })
@Example({ locationId: demoIds.stockLocation, reorderLevel: 2 })
export class ReorderLevelDto {
  @IntegerField({
    description: 'With as many or fewer the part counts as low there; null for no level',
    example: 2,
    min: 0,
    max: MAX_LEVEL,
    nullable: true,
  })
  reorderLevel: number | null;

  @UuidField({
    description: 'Stock location; the default one unless given',
    example: demoIds.stockLocation,
    optional: true,
  })
  locationId?: string;
}
