import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { hiddenCost, IntegerField, MoneyField, StringField, TextField, UuidField, type MoneyDto } from '#libs/http';
import { EXAMPLE_ID, type Money } from '#libs/kernel';
import { MAX_QUANTITY } from '../../stock/domain/stock-limits.js';
import { MAX_LINES } from '../domain/purchase-limits.js';
import { demoIds } from '../../../demo-ids.js';

const unitPrice = { amount: '42.00', currency: 'EUR' };

@ApiSchema({ name: 'PurchaseOrderLine' })
export class PurchaseOrderLineDto {
  @UuidField({ description: 'Id', example: EXAMPLE_ID })
  id: string;

  @IntegerField({ description: 'Its place on the order', example: 1, min: 1, max: MAX_LINES })
  lineNumber: number;

  @UuidField({ description: 'Part', example: demoIds.part })
  partId: string;

  @StringField({ description: 'Number of the part', example: 'CT-2015', maxLength: 100 })
  partNumber: string;

  @StringField({ description: 'Name of the part', example: 'Landing call button, steel, Braille', maxLength: 255 })
  name: string;

  @StringField({ description: 'What the supplier calls the part', example: null, maxLength: 100, nullable: true })
  supplierPartNumber: string | null;

  @IntegerField({ description: 'How many are ordered', example: 4, min: 1, max: MAX_QUANTITY })
  quantity: number;

  @IntegerField({ description: 'How many have been received, and not returned', example: 0, min: 0 })
  quantityReceived: number;

  @MoneyField({ description: `What one costs${hiddenCost}`, example: unitPrice, nullable: true })
  unitPrice: MoneyDto | null;

  @MoneyField({
    description: `What all of them cost${hiddenCost}`,
    example: { amount: '168.00', currency: 'EUR' },
    nullable: true,
  })
  totalCost: MoneyDto | null;

  @TextField({ description: 'Notes', example: 'In one box', maxLength: 2_000, nullable: true })
  notes: string | null;
}

/** For the examples of answers. */
export const shownLine: PurchaseOrderLineDto = {
  ...{ id: EXAMPLE_ID, lineNumber: 1, partId: demoIds.part, partNumber: 'CT-2015' },
  ...{ name: 'Landing call button, steel, Braille', supplierPartNumber: null, quantity: 4, quantityReceived: 0 },
  ...{ unitPrice, totalCost: { amount: '168.00', currency: 'EUR' }, notes: 'In one box' },
};

class LineDetailsDto extends PickType(PurchaseOrderLineDto, ['notes']) {
  @MoneyField({
    description:
      'What one costs, in the currency of the order; what the supplier asks unless given, else the price of the part, and needed where there is neither',
    example: unitPrice,
    nullable: true,
  })
  unitPrice: Money | null;
}

@ApiSchema({ name: 'CreatePurchaseOrderLine' })
export class CreatePurchaseOrderLineDto extends IntersectionType(
  PickType(PurchaseOrderLineDto, ['partId', 'quantity']),
  PartialType(LineDetailsDto),
) {}
