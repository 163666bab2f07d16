import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  DateTimeField,
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

  @MoneyField({ description: `What they cost${hiddenCost}`, example: stockValue, nullable: true })
  stockValue: MoneyDto | null;
}

export class StockAtLocationQuery extends pageQuery({ name: 'StockAtLocation', list: stockAtLocationList }) {}

@ApiSchema({ name: 'PartStockAtLocation' })
class PartStockAtLocationDto {
  @UuidField({ description: 'Stock location', example: demoIds.defaultStockLocation })
  locationId: string;

  @StringField({ description: 'Its name', example: 'Main store', maxLength: 255 })
  name: string;

  @IntegerField({ description: 'How many lay there', example: 24, min: 0 })
  quantity: number;

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
