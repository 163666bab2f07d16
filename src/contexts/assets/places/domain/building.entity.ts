import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import { unknownFacility } from '../../assets.refusals.js';

/** The columns that users edit. */
const details = {
  name: p.string(),
  buildingCode: p.string().nullable(),
  floorCount: p.integer().nullable(),
  notes: p.text().nullable(),
};

export const BuildingSchema = defineEntity({
  name: 'Building',
  tableName: 'buildings',
  schema: '*',
  properties: { ...versioned, ...details, facilityId: p.uuid() },
});

export type BuildingDetails = Pick<InferEntity<typeof BuildingSchema>, keyof typeof details>;
export type NewBuilding = Partial<BuildingDetails> & Pick<BuildingDetails, 'name'>;

export class Building extends BuildingSchema.class {
  static create(facilityId: string, given: NewBuilding): Building {
    const building = new Building();
    return Object.assign(building, emptyColumns, given, { id: uuidv7(), facilityId });
  }

  edit(changes: Partial<BuildingDetails>): void {
    Object.assign(this, changes);
  }
}
BuildingSchema.setClass(Building);

const emptyColumns = Object.fromEntries(Object.keys(details).map((name) => [name, null]));

declareConstraint({
  constraint: 'buildings_facility_id_fkey',
  property: 'facilityId',
  refusal: unknownFacility,
});
