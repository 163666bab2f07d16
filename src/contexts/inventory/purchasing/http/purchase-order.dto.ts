import { ApiSchema, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  CurrencyField,
  DateField,
  DateTimeField,
  EnumField,
  Example,
  Examples,
  hiddenCost,
  IntegerField,
  items,
  MoneyField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import { purchaseOrderList } from '../application/purchase-order.queries.js';
import { MAX_LINES } from '../domain/purchase-limits.js';
import type { PurchaseOrderStatus } from '../domain/purchase-order-status.js';
import { CreatePurchaseOrderLineDto, PurchaseOrderLineDto } from './purchase-order-line.dto.js';
import { purchaseOrderStatus } from './purchase-order-enumerations.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'PurchaseOrder' })
export class PurchaseOrderDto {
  @UuidField({ description: 'Id', example: demoIds.purchaseOrder })
  id: string;

  @StringField({
    description: 'Number, counted from 1 in each year, without gaps',
    example: 'PO-2026-0001',
    maxLength: 50,
  })
  orderNumber: string;

  @EnumField({ description: 'How far it has come', example: 'draft', of: purchaseOrderStatus })
  status: PurchaseOrderStatus;

  @UuidField({
    description: 'Supplier; null for orders from before there were suppliers',
    example: demoIds.secondSupplier,
    nullable: true,
  })
  supplierId: string | null;

  @StringField({
    description: 'Name of the supplier when the order was made',
    example: 'Nordic Lift Parts',
    maxLength: 255,
  })
  supplierName: string;

  @StringField({
    description: 'Whom to ask there, when the order was made',
    example: 'orders@nordicliftparts.example',
    maxLength: 255,
    nullable: true,
  })
  supplierContact: string | null;

  @CurrencyField({ description: 'Of all its prices', example: 'EUR' })
  currency: string;

  @MoneyField({
    description: `What all of it costs: the sum of its lines${hiddenCost}`,
    example: { amount: '168.00', currency: 'EUR' },
    nullable: true,
  })
  totalCost: MoneyDto | null;

  @DateField({ description: 'When the goods are expected', example: '2026-12-18', nullable: true })
  expectedDate: string | null;

  @TextField({
    description: 'Notes for the supplier',
    example: 'Please ring at gate 3.',
    maxLength: 10_000,
    nullable: true,
  })
  notes: string | null;

  @DateTimeField({ description: 'When it was submitted', example: null, nullable: true })
  submittedAt: string | null;

  @UuidField({ description: 'Who submitted it', example: null, nullable: true })
  submittedById: string | null;

  @DateTimeField({ description: 'When it was approved; null where none was needed', example: null, nullable: true })
  approvedAt: string | null;

  @UuidField({ description: 'Who approved it', example: null, nullable: true })
  approvedById: string | null;

  @TextField({ description: 'Why it was last rejected', example: null, maxLength: 2_000, nullable: true })
  rejectReason: string | null;

  @DateTimeField({ description: 'When it was ordered', example: null, nullable: true })
  orderedAt: string | null;

  @DateTimeField({ description: 'When it was last sent to the supplier', example: null, nullable: true })
  sentAt: string | null;

  @StringField({
    description: 'The e-mail address it was last sent to',
    example: null,
    maxLength: 320,
    nullable: true,
  })
  sentTo: string | null;

  @DateTimeField({ description: 'When the last of it was received', example: null, nullable: true })
  receivedAt: string | null;

  @DateTimeField({ description: 'When it was canceled', example: null, nullable: true })
  canceledAt: string | null;

  @TextField({ description: 'Why it was canceled', example: null, maxLength: 2_000, nullable: true })
  cancelReason: string | null;

  @UuidField({ description: 'Who made it', example: demoIds.admin, nullable: true })
  createdById: string | null;

  @IntegerField({ description: 'Counts the changes, receipts among them; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was made', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class PurchaseOrderLinesDto {
  @ArrayField({
    description: 'What is ordered, in the order of the lines',
    of: items.object(PurchaseOrderLineDto),
    maxItems: MAX_LINES,
  })
  lines: PurchaseOrderLineDto[];
}

@ApiSchema({ name: 'PurchaseOrderWithLines' })
export class PurchaseOrderWithLinesDto extends IntersectionType(
  PickType(PurchaseOrderDto, ['id', 'orderNumber']),
  PurchaseOrderLinesDto,
  OmitType(PurchaseOrderDto, ['id', 'orderNumber']),
) {}

class NewLinesDto {
  @ArrayField({
    description: 'What is ordered; each part once',
    example: [{ partId: demoIds.part, quantity: 20 }],
    of: items.object(CreatePurchaseOrderLineDto),
    minItems: 1,
    maxItems: MAX_LINES,
  })
  lines: CreatePurchaseOrderLineDto[];
}

class NewOrderDto extends NewLinesDto {
  @UuidField({ description: 'Supplier', example: demoIds.secondSupplier })
  supplierId: string;
}

class PurchaseOrderDetailsDto extends PickType(PurchaseOrderDto, ['currency', 'expectedDate', 'notes']) {}

@ApiSchema({ name: 'CreatePurchaseOrder' })
@Examples({
  minimal: { supplierId: demoIds.secondSupplier, lines: [{ partId: demoIds.part, quantity: 2 }] },
  full: {
    lines: [
      { partId: demoIds.part, quantity: 4, unitPrice: { amount: '42.00', currency: 'EUR' }, notes: 'In one box' },
    ],
  },
})
export class CreatePurchaseOrderDto extends IntersectionType(NewOrderDto, PartialType(PurchaseOrderDetailsDto)) {}

@ApiSchema({ name: 'UpdatePurchaseOrder' })
@Example({ expectedDate: '2026-12-21', lines: [{ partId: demoIds.part, quantity: 3 }] })
export class UpdatePurchaseOrderDto extends PartialType(
  IntersectionType(NewLinesDto, PickType(PurchaseOrderDto, ['expectedDate', 'notes'])),
) {}

export class PurchaseOrderQuery extends pageQuery({ name: 'PurchaseOrder', list: purchaseOrderList }) {
  @ArrayField({
    description: 'Only in these states',
    of: items.oneOf(purchaseOrderStatus),
    minItems: 1,
    maxItems: purchaseOrderStatus.values.length,
    optional: true,
  })
  status?: PurchaseOrderStatus[];

  @UuidField({ description: 'Only of this supplier', optional: true })
  supplierId?: string;

  @UuidField({ description: 'Only those with this part', optional: true })
  partId?: string;

  @BooleanField({
    description: 'Only those of which goods are missing after the expected date, or only all others',
    example: true,
    optional: true,
  })
  late?: boolean;
}
