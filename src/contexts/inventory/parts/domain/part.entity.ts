import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareUniqueText, nullsOf, versioned } from '#libs/columns';
import { recordEvent, refuse, uuidv7, type Money } from '#libs/kernel';
import { partActivated, partCreated, partDeactivated, type PartFacts } from '../../events.js';
import { partDefaults } from './part-defaults.js';
import { otherCurrency, partNumberTaken } from './part.errors.js';

/** The columns that users edit, but for the price. */
const details = {
  partNumber: p.string(),
  name: p.string(),
  description: p.text().nullable(),
  category: p.string().nullable(),
  manufacturer: p.string().nullable(),
  model: p.string().nullable(),
  specifications: p.json().$type<Record<string, unknown>>(),
  unitOfMeasure: p.string().nullable(),
  reorderLevel: p.integer(),
  reorderQuantity: p.integer(),
  warehouseLocation: p.string().nullable(),
};

/** A view of the preferred supplier, written past the entity: see preferred-supplier.writes.ts. */
const preferredSupplier = {
  supplierName: p.string().nullable(),
  supplierContact: p.string().nullable(),
  supplierPartNumber: p.string().nullable(),
};

export const PartSchema = defineEntity({
  name: 'Part',
  tableName: 'inventory_parts',
  schema: '*',
  properties: {
    ...versioned,
    ...details,
    ...preferredSupplier,
    unitPrice: p.decimal().nullable(),
    /** Of the price and of all costs. */
    currency: p.string(),
    averageUnitCost: p.decimal().nullable(),
    quantityInStock: p.integer(),
    /** Set aside for work orders, over all locations. */
    quantityReserved: p.integer(),
    stockValue: p.decimal(),
    lowStockSince: p.datetime().nullable().hidden(),
    isActive: p.boolean(),
  },
});

type PartDetails = Pick<InferEntity<typeof PartSchema>, keyof typeof details>;
export type PartChanges = Partial<PartDetails> & { readonly unitPrice?: Money | null };
export type NewPart = PartChanges & Pick<PartDetails, 'partNumber' | 'name'> & { readonly currency?: string };

/** A spare part or consumable. Its stock is booked past the entity, see stock-booking.writes.ts, and does not count as an edit. */
export class Part extends PartSchema.class {
  /** @throws DomainError `part.other_currency` when both a currency and a price in another one are given */
  static create({ unitPrice, currency, ...given }: NewPart): Part {
    const part = new Part();
    const first = currency ?? unitPrice?.currency ?? partDefaults.currency;
    Object.assign(part, emptyColumns, given, { id: uuidv7(), currency: first });
    part.setPrice(unitPrice);
    recordEvent(part, partCreated.create(part.id, part.facts()));
    return part;
  }

  /** @throws DomainError `part.other_currency` */
  edit({ unitPrice, ...changes }: PartChanges): void {
    Object.assign(this, changes);
    this.setPrice(unitPrice);
  }

  activate(): void {
    if (this.isActive) return;
    this.isActive = true;
    recordEvent(this, partActivated.create(this.id, this.facts()));
  }

  /** It keeps its stock, which can be used up, and receives no more. */
  deactivate(): void {
    if (!this.isActive) return;
    this.isActive = false;
    recordEvent(this, partDeactivated.create(this.id, this.facts()));
  }

  private setPrice(price: Money | null | undefined): void {
    if (price && price.currency !== this.currency)
      throw refuse(otherCurrency, { detail: `The prices and costs of this part are in ${this.currency}.` });
    if (price !== undefined) this.unitPrice = price?.amount ?? null;
  }

  private facts(): PartFacts {
    return { partNumber: this.partNumber, name: this.name };
  }
}
PartSchema.setClass(Part);

// every column is inserted, so that there is only one INSERT to prepare
const emptyColumns = {
  ...nullsOf(details),
  ...nullsOf(preferredSupplier),
  ...partDefaults,
  unitPrice: null,
  averageUnitCost: null,
  quantityInStock: 0,
  quantityReserved: 0,
  stockValue: '0',
  lowStockSince: null,
  isActive: true,
};

declareUniqueText({
  constraint: 'inventory_parts_part_number_key',
  same: 'inventory_parts_same_number_key',
  property: 'partNumber',
  refusal: partNumberTaken,
});
