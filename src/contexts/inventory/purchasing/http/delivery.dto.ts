import { ApiSchema, IntersectionType } from '@nestjs/swagger';
import { ArrayField, Example, IntegerField, items, TextField, UuidField } from '#libs/http';
import { MAX_QUANTITY } from '../../stock/domain/stock-limits.js';
import { MAX_LINES } from '../domain/purchase-limits.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'DeliveredPart' })
export class DeliveredPartDto {
  @UuidField({ description: 'Part on the order', example: demoIds.part })
  partId: string;

  @IntegerField({ description: 'How many', example: 2, min: 1, max: MAX_QUANTITY })
  quantity: number;
}

class DeliveryDto {
  @UuidField({
    description: 'Stock location; the default one unless given',
    example: demoIds.defaultStockLocation,
    optional: true,
  })
  locationId?: string;

  @TextField({
    description: 'Notes for each movement',
    example: 'Delivery note 4712',
    maxLength: 2_000,
    optional: true,
    nullable: true,
  })
  movementNotes?: string | null;
}

@ApiSchema({ name: 'ReceivePurchaseOrder' })
@Example({ parts: [{ partId: demoIds.orderedPart, quantity: 2 }], movementNotes: 'Delivery note 4712' })
export class ReceivePurchaseOrderDto extends DeliveryDto {
  @ArrayField({
    description: 'What has come; everything that is outstanding unless given',
    example: [{ partId: demoIds.orderedPart, quantity: 2 }],
    of: items.object(DeliveredPartDto),
    minItems: 1,
    maxItems: MAX_LINES,
    optional: true,
  })
  parts?: DeliveredPartDto[];
}

class ReturnedPartsDto {
  @ArrayField({
    description: 'What goes back',
    example: [{ partId: demoIds.receivedPart, quantity: 3 }],
    of: items.object(DeliveredPartDto),
    minItems: 1,
    maxItems: MAX_LINES,
  })
  parts: DeliveredPartDto[];
}

@ApiSchema({ name: 'ReturnToSupplier' })
@Example({ parts: [{ partId: demoIds.receivedPart, quantity: 3 }], movementNotes: 'Wrong thread' })
export class ReturnToSupplierDto extends IntersectionType(ReturnedPartsDto, DeliveryDto) {}

@ApiSchema({ name: 'PurchaseOrderReason' })
export class PurchaseOrderReasonDto {
  @TextField({ description: 'Why', example: 'The price has doubled.', maxLength: 2_000 })
  reason: string;
}
