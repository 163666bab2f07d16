import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, declareUniqueText, versioned } from '#libs/columns';
import { atField, recordEvent, refuse, uuidv7 } from '#libs/kernel';
import { facilityActivated, facilityCreated, facilityDeactivated } from '../../events.js';
import { unknownFacility } from '../../assets.refusals.js';
import { facilityCodeTaken, incompletePosition } from './facility.errors.js';

/** The columns that users edit. */
const details = {
  name: p.string(),
  facilityCode: p.string().nullable(),
  facilityType: p.string().nullable(),
  addressLine1: p.string().nullable(),
  addressLine2: p.string().nullable(),
  city: p.string().nullable(),
  state: p.string().nullable(),
  zipCode: p.string().nullable(),
  country: p.string().nullable(),
  latitude: p.decimal('number').nullable(),
  longitude: p.decimal('number').nullable(),
  /** IANA zone of the site. */
  timezone: p.string(),
  contactName: p.string().nullable(),
  contactEmail: p.string().nullable(),
  contactPhone: p.string().nullable(),
  notes: p.text().nullable(),
};

export const FacilitySchema = defineEntity({
  name: 'Facility',
  tableName: 'facilities',
  schema: '*',
  properties: {
    ...versioned,
    ...details,
    isActive: p.boolean(),
    createdById: p.uuid().nullable().fieldName('created_by'),
  },
});

export type FacilityDetails = Pick<InferEntity<typeof FacilitySchema>, keyof typeof details>;
export type NewFacility = Partial<FacilityDetails> & Pick<FacilityDetails, 'name' | 'timezone'>;

/** A site with machines. */
export class Facility extends FacilitySchema.class {
  static create(given: NewFacility, createdById: string | null): Facility {
    const facility = new Facility();
    Object.assign(facility, emptyColumns, given, { id: uuidv7(), isActive: true, createdById });
    facility.checkPosition();
    recordEvent(facility, facilityCreated.create(facility.id, { name: facility.name }));
    return facility;
  }

  edit(changes: Partial<FacilityDetails>): void {
    Object.assign(this, changes);
    this.checkPosition();
  }

  activate(): void {
    if (this.isActive) return;
    this.isActive = true;
    recordEvent(this, facilityActivated.create(this.id, { name: this.name }));
  }

  /** Keeps its history, and accepts no new machines and no new work. */
  deactivate(): void {
    if (!this.isActive) return;
    this.isActive = false;
    recordEvent(this, facilityDeactivated.create(this.id, { name: this.name }));
  }

  private checkPosition(): void {
    if ((this.latitude === null) === (this.longitude === null)) return;
    const missing = this.latitude === null ? 'latitude' : 'longitude';
    throw refuse(atField(incompletePosition, `/${missing}`));
  }
}
FacilitySchema.setClass(Facility);

// every column is inserted, so that there is only one INSERT to prepare
const emptyColumns = Object.fromEntries(Object.keys(details).map((name) => [name, null]));

declareUniqueText({
  constraint: 'facilities_facility_code_key',
  same: 'facilities_same_code_key',
  property: 'facilityCode',
  refusal: facilityCodeTaken,
});
/** Declared for a table of identity, which must not depend on this context and its refusals. */
declareConstraint({
  constraint: 'user_facilities_facility_id_fkey',
  property: 'facilityId',
  refusal: unknownFacility,
});
