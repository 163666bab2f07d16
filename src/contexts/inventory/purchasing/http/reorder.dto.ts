import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  EnumField,
  enumeration,
  hiddenCost,
  IntegerField,
  items,
  MoneyField,
  pageQuery,
  StringField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import { reorderList } from '../application/reorder.queries.js';
import { skipReasons, type SkipReason } from '../application/reorder-groups.js';
import { MAX_LINES } from '../domain/purchase-limits.js';
import { demoIds } from '../../../demo-ids.js';

const skipReason = enumeration({
  name: 'ReorderSkipReason',
  description:
    'Why a part was not ordered: it prefers no supplier, or an inactive one, has no price, or costs more than an order can',
  values: skipReasons,
});

@ApiSchema({ name: 'ReorderSuggestion' })
export class ReorderSuggestionDto {
  @UuidField({ description: 'Part', example: demoIds.part })
  partId: string;

  @StringField({ description: 'Number of the part', example: 'CT-2015', maxLength: 100 })
  partNumber: string;

  @StringField({ description: 'Name of the part', example: 'Landing call button, steel, Braille', maxLength: 255 })
  name: string;

  @StringField({ description: 'What one of it is', example: 'piece', maxLength: 20, nullable: true })
  unitOfMeasure: string | null;

  @IntegerField({ description: 'How many there are, over all locations', example: 8, min: 0 })
  quantityInStock: number;

  @IntegerField({ description: 'With as many or fewer it is low on stock', example: 10, min: 0 })
  reorderLevel: number;

  @IntegerField({ description: 'How many to order at a time', example: 20, min: 0 })
  reorderQuantity: number;

  @IntegerField({ description: 'How many are on order and have not come, drafts included', example: 0, min: 0 })
  quantityOnOrder: number;

  @IntegerField({ description: 'How many its preferred supplier sells together', example: 5, min: 1 })
  packSize: number;

  @IntegerField({
    description: 'How many to order: the reorder quantity without what is on order, in whole packs',
    example: 20,
    min: 0,
  })
  suggestedQuantity: number;

  @UuidField({ description: 'Preferred supplier', example: demoIds.supplier, nullable: true })
  supplierId: string | null;

  @StringField({ description: 'Name of that supplier', example: 'Schaefer', maxLength: 255, nullable: true })
  supplierName: string | null;

  @MoneyField({
    description: `What one costs there, or else the price of the part${hiddenCost}`,
    example: { amount: '42.50', currency: 'EUR' },
    nullable: true,
  })
  unitPrice: MoneyDto | null;
}

export class ReorderSuggestionQuery extends pageQuery({ name: 'ReorderSuggestion', list: reorderList }) {
  @UuidField({ description: 'Only of this preferred supplier', optional: true })
  supplierId?: string;
}

@ApiSchema({ name: 'OrderSuggestions' })
export class OrderSuggestionsDto {
  @ArrayField({
    description: 'Parts to order; those that are not low on stock, or on order already, are left out',
    example: [demoIds.part],
    of: items.uuid(),
    minItems: 1,
    maxItems: MAX_LINES,
    unique: true,
  })
  partIds: string[];
}

@ApiSchema({ name: 'ReorderedFrom' })
export class ReorderedFromDto {
  @UuidField({ description: 'The draft', example: demoIds.draftPurchaseOrder })
  purchaseOrderId: string;

  @UuidField({ description: 'Supplier', example: demoIds.supplier })
  supplierId: string;

  @StringField({ description: 'Name of the supplier', example: 'Schaefer', maxLength: 255 })
  supplierName: string;

  @IntegerField({ description: 'How many parts it has', example: 1, min: 1, max: MAX_LINES })
  lineCount: number;
}

@ApiSchema({ name: 'SkippedPart' })
export class SkippedPartDto {
  @UuidField({ description: 'Part', example: demoIds.secondPart })
  partId: string;

  @StringField({ description: 'Number of the part', example: 'CT-2040', maxLength: 100 })
  partNumber: string;

  @EnumField({ description: 'Why it was not ordered', example: 'no_supplier', of: skipReason })
  reason: SkipReason;
}

@ApiSchema({ name: 'ReorderResult' })
export class ReorderResultDto {
  @ArrayField({ description: 'The drafts that were made', of: items.object(ReorderedFromDto), maxItems: MAX_LINES })
  orders: ReorderedFromDto[];

  @ArrayField({
    description: 'Parts that are wanted and could not be ordered',
    of: items.object(SkippedPartDto),
    maxItems: MAX_LINES,
  })
  skipped: SkippedPartDto[];
}
