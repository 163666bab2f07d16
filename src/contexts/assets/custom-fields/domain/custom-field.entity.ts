import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { refuse, uuidv7 } from '#libs/kernel';
import { keyTaken, optionsNeeded, unitNotNeeded } from './custom-field.errors.js';
import { customFieldDefaults } from './custom-field-defaults.js';
import type { CustomFieldTarget } from './custom-field-target.js';
import type { CustomFieldType } from './custom-field-type.js';

/** The columns that users edit; key, type and what it is for stay, since values are known and judged by them. */
const details = {
  label: p.string(),
  unit: p.string().nullable(),
  options: p.json().$type<readonly string[]>(),
  required: p.boolean().fieldName('is_required'),
  order: p.integer().fieldName('position'),
};

export const CustomFieldSchema = defineEntity({
  name: 'CustomField',
  tableName: 'custom_fields',
  schema: '*',
  properties: {
    ...versioned,
    ...details,
    key: p.string(),
    type: p.string().$type<CustomFieldType>().fieldName('field_type'),
    appliesTo: p.array().columnType('text[]').$type<readonly CustomFieldTarget[]>(),
    archivedAt: p.datetime().nullable(),
  },
});

export type CustomFieldDetails = Pick<InferEntity<typeof CustomFieldSchema>, keyof typeof details>;
export type NewCustomField = Partial<CustomFieldDetails> & {
  readonly key: string;
  readonly label: string;
  readonly type: CustomFieldType;
  readonly appliesTo?: readonly CustomFieldTarget[];
};

/** A field of machines or work orders that the account defines. */
export class CustomField extends CustomFieldSchema.class {
  static create(given: NewCustomField): CustomField {
    const empty = { ...customFieldDefaults, unit: null, archivedAt: null };
    const field = Object.assign(new CustomField(), empty, given, { id: uuidv7() });
    field.assertComplete();
    return field;
  }

  /** @returns the options that there were before and are gone now */
  edit(changes: Partial<CustomFieldDetails>): string[] {
    const before = this.options;
    Object.assign(this, changes);
    this.assertComplete();
    return before.filter((option) => !this.options.includes(option));
  }

  /** It keeps its values, takes no new ones and is not required any more. */
  archive(at: Date): void {
    this.archivedAt ??= at;
  }

  restore(): void {
    this.archivedAt = null;
  }

  /** @throws DomainError 422 */
  private assertComplete(): void {
    if ((this.type === 'choice') !== this.options.length > 0) throw refuse(optionsNeeded);
    if (this.unit && this.type !== 'number') throw refuse(unitNotNeeded);
  }
}
CustomFieldSchema.setClass(CustomField);

declareConstraint({
  constraint: 'custom_fields_same_key_key',
  property: 'key',
  refusal: keyTaken,
  collation: 'case_insensitive',
});
