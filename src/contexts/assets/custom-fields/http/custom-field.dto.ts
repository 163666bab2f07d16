import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  Defaults,
  EnumField,
  enumeration,
  Example,
  Examples,
  IntegerField,
  items,
  pageQuery,
  StringField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { customFieldList } from '../application/custom-field.queries.js';
import { customFieldDefaults } from '../domain/custom-field-defaults.js';
import { customFieldTargets, type CustomFieldTarget } from '../domain/custom-field-target.js';
import { customFieldTypes, type CustomFieldType } from '../domain/custom-field-type.js';

const customFieldType = enumeration({
  name: 'CustomFieldType',
  description: 'What values of a field are',
  values: customFieldTypes,
});

const customFieldTarget = enumeration({
  name: 'CustomFieldTarget',
  description: 'What a field is for',
  values: customFieldTargets,
});

@ApiSchema({ name: 'CustomField' })
export class CustomFieldDto {
  @UuidField({ description: 'Id', example: demoIds.customField })
  id: string;

  @StringField({ description: 'What people see', example: 'Maker of the ropes', maxLength: 255 })
  label: string;

  @StringField({
    description: 'The name of its values in `customFields`; never changes',
    example: 'ropeMaker',
    maxLength: 50,
    pattern: /^[A-Za-z][A-Za-z0-9_]*$/,
    patternDetail: 'must be letters, digits and _, beginning with a letter',
  })
  key: string;

  @EnumField({ description: 'What its values are; never changes', example: 'text', of: customFieldType })
  type: CustomFieldType;

  @ArrayField({
    description: 'Whether machines or work orders have it, or both; never changes',
    of: items.oneOf(customFieldTarget),
    minItems: 1,
    maxItems: customFieldTargets.length,
    unique: true,
    example: ['equipment'],
  })
  appliesTo: readonly CustomFieldTarget[];

  @StringField({ description: 'Unit of a number', example: null, maxLength: 50, nullable: true })
  unit: string | null;

  @ArrayField({
    description: 'What can be chosen, in this order; empty unless the type is choice',
    of: items.string({ maxLength: 255 }),
    maxItems: 200,
    unique: true,
    example: [],
  })
  options: readonly string[];

  @BooleanField({
    description: 'Whether what it is for must have it when it is added, or its fields are changed',
    example: false,
  })
  required: boolean;

  @IntegerField({ description: 'Place among the fields, the smallest first', example: 10, min: 0, max: 10_000 })
  order: number;

  @DateTimeField({
    description: 'Since when it keeps its values and takes no new ones',
    example: null,
    nullable: true,
  })
  archivedAt: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class CustomFieldDetailsDto extends PickType(CustomFieldDto, ['unit', 'options', 'required', 'order']) {}

@ApiSchema({ name: 'CreateCustomField' })
@Examples({ minimal: { key: 'ropeSupplier', label: 'Supplier of the ropes' }, full: {} })
@Defaults(customFieldDefaults)
export class CreateCustomFieldDto extends IntersectionType(
  PickType(CustomFieldDto, ['key', 'label', 'type']),
  PartialType(PickType(CustomFieldDto, ['appliesTo'])),
  PartialType(CustomFieldDetailsDto),
) {}

@ApiSchema({ name: 'UpdateCustomField' })
@Example({ label: 'Maker of the ropes now', order: 20 })
export class UpdateCustomFieldDto extends PartialType(
  IntersectionType(PickType(CustomFieldDto, ['label']), CustomFieldDetailsDto),
) {}

export class CustomFieldQuery extends pageQuery({ name: 'CustomField', list: customFieldList }) {
  @BooleanField({ description: 'Only archived, or only other ones', example: false, optional: true })
  archived?: boolean;

  @EnumField({ description: 'Only those for this', of: customFieldTarget, example: 'work_order', optional: true })
  appliesTo?: CustomFieldTarget;
}
