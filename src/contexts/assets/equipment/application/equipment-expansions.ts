import { expressionBuilder, type RawBuilder } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/postgres';
import { entityColumns } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { BuildingSchema } from '../../places/domain/building.entity.js';
import { FacilitySchema } from '../../places/domain/facility.entity.js';

const facility = entityColumns(FacilitySchema, 'f', ['id', 'name', 'facilityCode', 'city', 'timezone', 'isActive']);
const building = entityColumns(BuildingSchema, 'b', ['id', 'name', 'buildingCode']);

const eb = expressionBuilder<AssetTables & { e: AssetTables['equipment'] }, 'e'>();

/** The expansions of a response, as subqueries of equipment as e. */
const expansions = {
  facility: jsonObjectFrom(
    eb.selectFrom('facilities as f').select(facility.select).whereRef('f.id', '=', 'e.facility_id'),
  ),
  building: jsonObjectFrom(
    eb.selectFrom('buildings as b').select(building.select).whereRef('b.id', '=', 'e.building_id'),
  ),
};

export type EquipmentExpansion = keyof typeof expansions;
export const equipmentExpansions = Object.keys(expansions) as EquipmentExpansion[];

/** The requested expansions by name; null where the machine has no such reference. */
export type ExpandedParts = {
  [Name in EquipmentExpansion]?: (typeof expansions)[Name] extends RawBuilder<infer Part> ? Part : never;
};

/** Columns to add to the select list. */
export function expandedColumns(wanted: readonly EquipmentExpansion[]) {
  return wanted.map((name) => (expansions[name] as RawBuilder<never>).as(name));
}
