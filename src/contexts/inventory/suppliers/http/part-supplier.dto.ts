import { ApiSchema, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import {
  BooleanField,
  DateTimeField,
  Defaults,
  Example,
  Examples,
  hiddenCost,
  IntegerField,
  MoneyField,
  pageQuery,
  StringField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import type { Money } from '#libs/kernel';
import { partSupplierList } from '../application/part-supplier.queries.js';
import { partSupplierDefaults } from '../domain/supplier-defaults.js';
import { demoIds } from '../../../demo-ids.js';

const unitPrice = { amount: '41.80', currency: 'EUR' };

@ApiSchema({ name: 'PartSupplier' })
export class PartSupplierDto {
  @UuidField({ description: 'Id', example: demoIds.partSupplier })
  id: string;

  @StringField({ description: 'Number of the part', example: 'CT-2015', maxLength: 100 })
  partNumber: string;

  @UuidField({ description: 'Part', example: demoIds.part })
  partId: string;

  @UuidField({ description: 'Supplier', example: demoIds.secondSupplier })
  supplierId: string;

  @StringField({ description: 'Name of the supplier', example: 'Nordic Lift Parts', maxLength: 255 })
  supplierName: string;

  @StringField({
    description: 'What the supplier calls the part',
    example: 'SCH-CT-2015',
    maxLength: 100,
    nullable: true,
  })
  supplierPartNumber: string | null;

  @StringField({
    description: 'Whom to ask about this part, where that is not the contact of the supplier',
    example: 'Call buttons desk',
    maxLength: 255,
    nullable: true,
  })
  contact: string | null;

  @MoneyField({
    description: `What the supplier asks for one, in the currency of the part; the last price paid, once some were received${hiddenCost}`,
    example: unitPrice,
    nullable: true,
  })
  unitPrice: MoneyDto | null;

  @IntegerField({
    description: 'How many are sold together: suggestions to order are rounded up to it',
    example: 5,
    min: 1,
    max: 1_000_000,
  })
  packSize: number;

  @BooleanField({
    description: 'Whether the part is ordered here: the first supplier of a part is, until another one takes its place',
    example: false,
  })
  isPreferred: boolean;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class PartSupplierDetailsDto extends PickType(PartSupplierDto, [
  'supplierPartNumber',
  'contact',
  'packSize',
  'isPreferred',
]) {
  @MoneyField({
    description: 'What the supplier asks for one, in the currency of the part',
    example: unitPrice,
    nullable: true,
  })
  unitPrice: Money | null;
}

@ApiSchema({ name: 'CreatePartSupplier' })
@Examples({ minimal: { partId: demoIds.secondPart, supplierId: demoIds.supplier }, full: {} })
@Defaults(partSupplierDefaults)
export class CreatePartSupplierDto extends IntersectionType(
  PickType(PartSupplierDto, ['partId', 'supplierId']),
  PartialType(PartSupplierDetailsDto),
) {}

@ApiSchema({ name: 'UpdatePartSupplier' })
@Example({ packSize: 10, isPreferred: true })
export class UpdatePartSupplierDto extends PartialType(OmitType(CreatePartSupplierDto, ['partId', 'supplierId'])) {}

export class PartSupplierQuery extends pageQuery({ name: 'PartSupplier', list: partSupplierList }) {
  @UuidField({ description: 'Only of this part', optional: true })
  partId?: string;

  @UuidField({ description: 'Only what this supplier sells', optional: true })
  supplierId?: string;
}
