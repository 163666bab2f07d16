import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  BooleanField,
  CurrencyField,
  DateTimeField,
  Defaults,
  EmailField,
  Example,
  Examples,
  IntegerField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { supplierList } from '../application/supplier.queries.js';
import { supplierDefaults } from '../domain/supplier-defaults.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'Supplier' })
export class SupplierDto {
  @UuidField({ description: 'Id', example: demoIds.supplier })
  id: string;

  @StringField({ description: 'Name; no two suppliers share one', example: 'Schaefer', maxLength: 255 })
  name: string;

  @StringField({ description: 'Whom to ask there', example: 'Sales desk', maxLength: 255, nullable: true })
  contact: string | null;

  @EmailField({ description: 'Where orders are sent', example: 'orders@schaefer.example', nullable: true })
  email: string | null;

  @StringField({ description: 'Telephone number', example: '+49 571 50 43 30', maxLength: 50, nullable: true })
  phone: string | null;

  @CurrencyField({ description: 'Of orders to it, unless they name another one', example: 'EUR' })
  currency: string;

  @IntegerField({
    description: 'Days from the order until the goods usually come',
    example: 14,
    min: 0,
    max: 1_000,
    nullable: true,
  })
  leadDays: number | null;

  @TextField({ description: 'Notes', example: 'No deliveries on Fridays.', maxLength: 10_000, nullable: true })
  notes: string | null;

  @BooleanField({ description: 'Nothing more is ordered from an inactive one', example: true })
  isActive: boolean;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class SupplierDetailsDto extends PickType(SupplierDto, [
  'contact',
  'email',
  'phone',
  'currency',
  'leadDays',
  'notes',
]) {}

@ApiSchema({ name: 'CreateSupplier' })
@Examples({ minimal: { name: 'Seilerei Wandsbek' }, full: { name: 'Liftring', email: 'orders@liftring.example' } })
@Defaults(supplierDefaults)
export class CreateSupplierDto extends IntersectionType(
  PickType(SupplierDto, ['name']),
  PartialType(SupplierDetailsDto),
) {}

@ApiSchema({ name: 'UpdateSupplier' })
@Example({ leadDays: 21, phone: '+49 571 50 43 99' })
export class UpdateSupplierDto extends PartialType(CreateSupplierDto) {}

export class SupplierQuery extends pageQuery({
  name: 'Supplier',
  list: supplierList,
  search: 'name, contact and e-mail address',
}) {
  @BooleanField({ description: 'Only active or only inactive ones', example: true, optional: true })
  active?: boolean;
}
