import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, nullsOf, versioned } from '#libs/columns';
import { refuse, uuidv7 } from '#libs/kernel';
import { locationDefaults, type LocationType } from './location-kinds.js';
import { defaultLocation, locationNameTaken } from './stock-location.errors.js';

/** The columns that users edit. */
const details = {
  name: p.string(),
  type: p.string().$type<LocationType>().fieldName('location_type'),
  notes: p.text().nullable(),
};

export const StockLocationSchema = defineEntity({
  name: 'StockLocation',
  tableName: 'stock_locations',
  schema: '*',
  properties: { ...versioned, ...details, isDefault: p.boolean(), isActive: p.boolean() },
});

export type LocationDetails = Pick<InferEntity<typeof StockLocationSchema>, keyof typeof details>;
export type NewLocation = Partial<LocationDetails> & Pick<LocationDetails, 'name'>;

/** A place where parts lie: a warehouse, a vehicle, a store on a customer's site. */
export class StockLocation extends StockLocationSchema.class {
  static create(given: NewLocation): StockLocation {
    const empty = { ...nullsOf(details), ...locationDefaults, isDefault: false, isActive: true };
    return Object.assign(new StockLocation(), empty, given, { id: uuidv7() });
  }

  edit(changes: Partial<LocationDetails>): void {
    Object.assign(this, changes);
  }

  activate(): void {
    this.isActive = true;
  }

  /** What lies there stays and can be taken out. @throws DomainError `stock_location.is_default` */
  deactivate(): void {
    if (this.isDefault) throw refuse(defaultLocation);
    this.isActive = false;
  }
}
StockLocationSchema.setClass(StockLocation);

declareConstraint({
  constraint: 'stock_locations_same_name_key',
  property: 'name',
  refusal: locationNameTaken,
  collation: 'case_insensitive',
});
