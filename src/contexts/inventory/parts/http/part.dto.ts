import { ApiSchema, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import {
  AttributesField,
  BooleanField,
  CurrencyField,
  DateTimeField,
  Defaults,
  Example,
  Examples,
  hiddenCost,
  IntegerField,
  MoneyField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import type { Money } from '#libs/kernel';
import { partList } from '../application/part.queries.js';
import { partDefaults } from '../domain/part-defaults.js';
import { demoIds } from '../../../demo-ids.js';

const unitPrice = { amount: '42.50', currency: 'EUR' };
const MAX_LEVEL = 1_000_000_000;

@ApiSchema({ name: 'Part' })
export class PartDto {
  @UuidField({ description: 'Id', example: demoIds.part })
  id: string;

  @StringField({ description: 'Your own number; no two parts share one', example: 'CT-2015', maxLength: 100 })
  partNumber: string;

  @StringField({ description: 'Name', example: 'Landing call button, steel, Braille', maxLength: 255 })
  name: string;

  @TextField({
    description: 'What it is and where it fits',
    example: 'Push button with ring light, for landings and cars.',
    maxLength: 10_000,
    nullable: true,
  })
  description: string | null;

  @StringField({ description: 'Category', example: 'controller', maxLength: 100, nullable: true })
  category: string | null;

  @StringField({ description: 'Maker', example: 'Schaefer', maxLength: 255, nullable: true })
  manufacturer: string | null;

  @StringField({ description: 'Model of the maker', example: 'MT 42', maxLength: 255, nullable: true })
  model: string | null;

  @AttributesField({ description: 'Values under names of your own', example: { voltage: '24 V' } })
  specifications: Record<string, unknown>;

  @StringField({
    description: 'What one of it is, such as piece, metre or litre',
    example: 'piece',
    maxLength: 20,
    nullable: true,
  })
  unitOfMeasure: string | null;

  @CurrencyField({ description: 'Of its price and all of its costs; it cannot be changed', example: 'EUR' })
  currency: string;

  @MoneyField({
    description: `What one costs to buy, in its currency${hiddenCost}`,
    example: unitPrice,
    nullable: true,
  })
  unitPrice: MoneyDto | null;

  @MoneyField({
    description: `What one in stock cost on average, or the last ones where there are none; null before any came in${hiddenCost}`,
    example: null,
    nullable: true,
  })
  averageUnitCost: MoneyDto | null;

  @MoneyField({
    description: `What all in stock cost: the sum of the movements${hiddenCost}`,
    example: { amount: '0.00', currency: 'EUR' },
    nullable: true,
  })
  stockValue: MoneyDto | null;

  @IntegerField({ description: 'How many there are, over all locations', example: 0, min: 0 })
  quantityInStock: number;

  @IntegerField({ description: 'How many of them are set aside for work orders', example: 0, min: 0 })
  quantityReserved: number;

  @IntegerField({
    description:
      'How many are free: those in stock without the reserved ones; below 0 where a count has found fewer than are reserved',
    example: 0,
  })
  quantityAvailable: number;

  @IntegerField({
    description: 'With as many or fewer it counts as low on stock',
    example: 10,
    min: 0,
    max: MAX_LEVEL,
  })
  reorderLevel: number;

  @IntegerField({ description: 'How many to order at a time', example: 20, min: 0, max: MAX_LEVEL })
  reorderQuantity: number;

  @StringField({ description: 'Shelf or bin', example: 'Hamburg B-03', maxLength: 100, nullable: true })
  warehouseLocation: string | null;

  @StringField({ description: 'Name of its preferred supplier', example: null, maxLength: 255, nullable: true })
  supplierName: string | null;

  @StringField({
    description: 'Whom to ask at its preferred supplier',
    example: null,
    maxLength: 255,
    nullable: true,
  })
  supplierContact: string | null;

  @StringField({ description: 'Number of its preferred supplier', example: null, maxLength: 100, nullable: true })
  supplierPartNumber: string | null;

  @BooleanField({
    description: 'Inactive parts keep their stock, which can be used up, and receive no more',
    example: true,
  })
  isActive: boolean;

  @IntegerField({
    description: 'Counts the edits, not the movements of stock; the ETag begins with it',
    example: 1,
    min: 1,
  })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it or its stock was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class PartDetailsDto extends PickType(PartDto, [
  'description',
  'category',
  'manufacturer',
  'model',
  'specifications',
  'unitOfMeasure',
  'currency',
  'reorderLevel',
  'reorderQuantity',
  'warehouseLocation',
]) {
  @MoneyField({ description: 'What one costs to buy, in its currency', example: unitPrice, nullable: true })
  unitPrice: Money | null;
}

@ApiSchema({ name: 'CreatePart' })
@Examples({
  minimal: { partNumber: 'CT-2016', name: 'Landing call button, glass' },
  full: { partNumber: 'CT-2017', name: 'Landing call button, steel, key switch' },
})
@Defaults(partDefaults)
export class CreatePartDto extends IntersectionType(
  PickType(PartDto, ['partNumber', 'name']),
  PartialType(PartDetailsDto),
) {}

@ApiSchema({ name: 'UpdatePart' })
@Example({ reorderLevel: 12, warehouseLocation: 'Hamburg B-04' })
export class UpdatePartDto extends PartialType(OmitType(CreatePartDto, ['currency'])) {}

export class PartQuery extends pageQuery({
  name: 'Part',
  list: partList,
  search: "name, description, part number, supplier's number, maker and model",
}) {
  @StringField({ description: 'Only this category', example: 'controller', maxLength: 100, optional: true })
  category?: string;

  @StringField({ description: 'Only of this maker', example: 'Schaefer', maxLength: 255, optional: true })
  manufacturer?: string;

  @StringField({
    description: 'Only those whose preferred supplier has this name',
    example: 'Schaefer',
    maxLength: 255,
    optional: true,
  })
  supplierName?: string;

  @StringField({
    description:
      'Only those that a supplier, preferred or not, sells under this number, with or without its separators',
    example: 'SCH-CT-2015',
    maxLength: 100,
    optional: true,
  })
  supplierPartNumber?: string;

  @BooleanField({ description: 'Only active or only inactive ones', example: true, optional: true })
  active?: boolean;

  @BooleanField({
    description: 'Only active ones with as many as the reorder level or fewer, or only all others',
    example: true,
    optional: true,
  })
  lowStock?: boolean;
}
