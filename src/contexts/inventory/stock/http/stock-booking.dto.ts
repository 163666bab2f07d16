import { ApiSchema } from '@nestjs/swagger';
import { Examples, IntegerField, MoneyField, TextField, UuidField } from '#libs/http';
import type { Money } from '#libs/kernel';
import { MAX_QUANTITY } from '../domain/stock-limits.js';
import { demoIds } from '../../../demo-ids.js';

const unitPrice = { amount: '42.50', currency: 'EUR' };

class BookingDto {
  @IntegerField({ description: 'How many', example: 10, min: 1, max: MAX_QUANTITY })
  quantity: number;

  @UuidField({
    description: 'Stock location; the default one unless given',
    example: demoIds.defaultStockLocation,
    optional: true,
  })
  locationId?: string;

  @TextField({
    description: 'Notes',
    example: 'Delivery note 4711',
    maxLength: 2_000,
    optional: true,
    nullable: true,
  })
  notes?: string | null;
}

@ApiSchema({ name: 'ReceiveParts' })
export class ReceivePartsDto extends BookingDto {
  @MoneyField({
    description:
      'What one cost, in the currency of the part; as those in stock on average unless given, or the price of the part where there are none',
    example: unitPrice,
    optional: true,
    nullable: true,
  })
  unitPrice?: Money | null;
}

class WorkOrderBookingDto extends BookingDto {
  @UuidField({
    description: 'Work order that they are for',
    example: demoIds.workOrderInProgress,
    optional: true,
    nullable: true,
  })
  workOrderId?: string | null;
}

@ApiSchema({ name: 'IssueParts' })
@Examples({ minimal: { quantity: 1 }, full: { quantity: 2, notes: 'Both landings of the ground floor' } })
export class IssuePartsDto extends WorkOrderBookingDto {}

@ApiSchema({ name: 'ReturnParts' })
@Examples({ minimal: { quantity: 1 }, full: { quantity: 1, notes: 'Not needed' } })
export class ReturnPartsDto extends WorkOrderBookingDto {}

@ApiSchema({ name: 'AdjustParts' })
export class AdjustPartsDto {
  @IntegerField({
    description: 'How many there are more, or with a minus fewer; not 0',
    example: -1,
    min: -MAX_QUANTITY,
    max: MAX_QUANTITY,
    isNotZero: true,
  })
  quantity: number;

  @TextField({ description: 'Why', example: 'One was found broken.', maxLength: 2_000 })
  reason: string;

  @UuidField({
    description: 'Stock location; the default one unless given',
    example: demoIds.defaultStockLocation,
    optional: true,
  })
  locationId?: string;
}

@ApiSchema({ name: 'TransferParts' })
export class TransferPartsDto {
  @IntegerField({ description: 'How many', example: 4, min: 1, max: MAX_QUANTITY })
  quantity: number;

  @UuidField({ description: 'Where they go', example: demoIds.stockLocation })
  toLocationId: string;

  @UuidField({
    description: 'Where they lie; the default location unless given',
    example: demoIds.defaultStockLocation,
    optional: true,
  })
  fromLocationId?: string;

  @TextField({ description: 'Notes', example: 'For the week', maxLength: 2_000, optional: true, nullable: true })
  notes?: string | null;
}
