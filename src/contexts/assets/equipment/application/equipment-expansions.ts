import { expressionBuilder, type RawBuilder } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/postgres';
import type { AssetTables } from '../../assets.tables.js';

const eb = expressionBuilder<AssetTables & { e: AssetTables['equipment'] }, 'e'>();

/** What an answer may show in place of an id, as subqueries of equipment as e. */
const expansions = {
  facility: jsonObjectFrom(
    eb
      .selectFrom('facilities as f')
      .select(['f.id', 'f.name', 'f.facility_code as facilityCode', 'f.city', 'f.timezone', 'f.is_active as isActive'])
      .whereRef('f.id', '=', 'e.facility_id'),
  ),
  building: jsonObjectFrom(
    eb
      .selectFrom('buildings as b')
      .select(['b.id', 'b.name', 'b.building_code as buildingCode'])
      .whereRef('b.id', '=', 'e.building_id'),
  ),
};

export type EquipmentExpansion = keyof typeof expansions;
export const equipmentExpansions = Object.keys(expansions) as EquipmentExpansion[];

/** By name, as far as asked for; null where the machine points at nothing. */
export type ExpandedParts = {
  [Name in EquipmentExpansion]?: (typeof expansions)[Name] extends RawBuilder<infer Part> ? Part : never;
};

/** The columns that a select list gains. */
export function expandedColumns(wanted: readonly EquipmentExpansion[]) {
  return wanted.map((name) => (expansions[name] as RawBuilder<never>).as(name));
}
