import { ApiSchema } from '@nestjs/swagger';
import {
  DateTimeField,
  EnumField,
  hiddenCost,
  IntegerField,
  MoneyField,
  pageQuery,
  TextField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import { movementList } from '../application/stock-movement.queries.js';
import type { MovementType } from '../domain/movement-kinds.js';
import { MAX_QUANTITY } from '../domain/stock-limits.js';
import { stockMovementType } from './stock-enumerations.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'StockMovement' })
export class StockMovementDto {
  @UuidField({ description: 'Id', example: demoIds.stockMovement })
  id: string;

  @UuidField({ description: 'Part', example: demoIds.part })
  partId: string;

  @UuidField({ description: 'Stock location', example: demoIds.defaultStockLocation })
  locationId: string;

  @EnumField({ description: 'What moved it', example: 'purchase', of: stockMovementType })
  type: MovementType;

  @IntegerField({
    description: 'How many: negative for those that left',
    example: 10,
    min: -MAX_QUANTITY,
    max: MAX_QUANTITY,
  })
  quantity: number;

  @MoneyField({
    description: `What one cost, rounded${hiddenCost}`,
    example: { amount: '42.50', currency: 'EUR' },
    nullable: true,
  })
  unitCost: MoneyDto | null;

  @MoneyField({
    description: `What all cost${hiddenCost}`,
    example: { amount: '425.00', currency: 'EUR' },
    nullable: true,
  })
  totalCost: MoneyDto | null;

  @UuidField({ description: 'Work order that it was issued for', example: null, nullable: true })
  workOrderId: string | null;

  @UuidField({ description: 'Purchase order that it was received on, or returned from', example: null, nullable: true })
  purchaseOrderId: string | null;

  @UuidField({ description: 'The same in both movements of a transfer', example: null, nullable: true })
  transferId: string | null;

  @UuidField({ description: 'Of a transfer: where it went, or came from', example: null, nullable: true })
  otherLocationId: string | null;

  @TextField({
    description: 'Notes, or the reason of an adjustment',
    example: 'Delivery note 4711',
    maxLength: 2_000,
    nullable: true,
  })
  notes: string | null;

  @UuidField({ description: 'Who booked it; null when the system did', example: demoIds.admin, nullable: true })
  performedById: string | null;

  @DateTimeField({ description: 'When it was booked', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}

export class StockMovementOfPartQuery extends pageQuery({ name: 'StockMovement', list: movementList }) {
  @UuidField({ description: 'Only at this location', optional: true })
  locationId?: string;

  @UuidField({ description: 'Only for this work order', optional: true })
  workOrderId?: string;

  @UuidField({ description: 'Only of this purchase order', optional: true })
  purchaseOrderId?: string;

  @EnumField({ description: 'Only of this kind', of: stockMovementType, optional: true })
  type?: MovementType;

  @DateTimeField({ description: 'Only booked at or after this time', optional: true })
  createdAfter?: string;

  @DateTimeField({ description: 'Only booked before this time', optional: true })
  createdBefore?: string;
}

export class StockMovementQuery extends StockMovementOfPartQuery {
  @UuidField({ description: 'Only of this part', optional: true })
  partId?: string;
}
