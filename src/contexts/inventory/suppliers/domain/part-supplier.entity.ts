import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, nullsOf, versioned } from '#libs/columns';
import { refuse, uuidv7, type Money } from '#libs/kernel';
import { otherCurrency } from '../../parts/domain/part.errors.js';
import { lastPreferred, supplierOfPartTaken } from './part-supplier.errors.js';
import { partSupplierDefaults } from './supplier-defaults.js';
import { unknownSupplier } from './supplier.errors.js';

/** The columns that users edit, but for the price. */
const details = {
  supplierPartNumber: p.string().nullable(),
  contact: p.string().nullable(),
  packSize: p.integer(),
};

export const PartSupplierSchema = defineEntity({
  name: 'PartSupplier',
  tableName: 'part_suppliers',
  schema: '*',
  properties: {
    ...versioned,
    partId: p.uuid(),
    supplierId: p.uuid(),
    ...details,
    unitPrice: p.decimal().nullable(),
    isPreferred: p.boolean(),
  },
});

type Details = Pick<InferEntity<typeof PartSupplierSchema>, keyof typeof details>;
export interface PartSupplierChanges extends Partial<Details> {
  readonly unitPrice?: Money | null;
  readonly isPreferred?: boolean;
}
export interface NewPartSupplier extends PartSupplierChanges {
  readonly partId: string;
  readonly supplierId: string;
}

/** What a supplier calls a part, and asks for it. */
export class PartSupplier extends PartSupplierSchema.class {
  /** @param currency that of the part @throws DomainError `part.other_currency` */
  static create({ partId, supplierId, ...given }: NewPartSupplier, currency: string): PartSupplier {
    const empty = { ...nullsOf(details), ...partSupplierDefaults, unitPrice: null, isPreferred: false };
    const created = Object.assign(new PartSupplier(), empty, { id: uuidv7(), partId, supplierId });
    created.edit(given, currency);
    return created;
  }

  /** @throws DomainError `part.other_currency`, `part_supplier.preferred` when none would be preferred any more */
  edit({ unitPrice, isPreferred = this.isPreferred, ...changes }: PartSupplierChanges, currency: string): void {
    if (unitPrice && unitPrice.currency !== currency)
      throw refuse(otherCurrency, { detail: `The prices and costs of this part are in ${currency}.` });
    if (this.isPreferred && !isPreferred) throw refuse(lastPreferred);
    Object.assign(this, changes, { isPreferred });
    if (unitPrice !== undefined) this.unitPrice = unitPrice?.amount ?? null;
  }
}
PartSupplierSchema.setClass(PartSupplier);

declareConstraint({
  constraint: 'part_suppliers_part_id_supplier_id_key',
  property: 'supplierId',
  refusal: supplierOfPartTaken,
});
declareConstraint({
  constraint: 'part_suppliers_supplier_id_fkey',
  property: 'supplierId',
  refusal: unknownSupplier,
});
