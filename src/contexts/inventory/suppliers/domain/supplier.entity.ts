import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, nullsOf, versioned } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import { supplierDefaults } from './supplier-defaults.js';
import { supplierNameTaken } from './supplier.errors.js';

/** The columns that users edit. */
const details = {
  name: p.string(),
  contact: p.string().nullable(),
  email: p.string().nullable(),
  phone: p.string().nullable(),
  /** Of orders to it, unless they name another one. */
  currency: p.string(),
  leadDays: p.integer().nullable(),
  notes: p.text().nullable(),
};

export const SupplierSchema = defineEntity({
  name: 'Supplier',
  tableName: 'suppliers',
  schema: '*',
  properties: { ...versioned, ...details, isActive: p.boolean() },
});

export type SupplierDetails = Pick<InferEntity<typeof SupplierSchema>, keyof typeof details>;
export type NewSupplier = Partial<SupplierDetails> & Pick<SupplierDetails, 'name'>;

/** Whom parts are bought from. */
export class Supplier extends SupplierSchema.class {
  static create(given: NewSupplier): Supplier {
    const empty = { ...nullsOf(details), ...supplierDefaults, isActive: true };
    return Object.assign(new Supplier(), empty, given, { id: uuidv7() });
  }

  edit(changes: Partial<SupplierDetails>): void {
    Object.assign(this, changes);
  }

  activate(): void {
    this.isActive = true;
  }

  /** Orders that were made stay, and can be received. */
  deactivate(): void {
    this.isActive = false;
  }
}
SupplierSchema.setClass(Supplier);

declareConstraint({
  constraint: 'suppliers_same_name_key',
  property: 'name',
  refusal: supplierNameTaken,
  collation: 'case_insensitive',
});
