import { sql, type Kysely } from 'kysely';
import { LimitableQuery, tenantList, tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { equipmentListing } from '../../equipment/application/equipment.queries.js';
import { equipmentColumns, type EquipmentRow } from '../../equipment/application/equipment.view.js';
import { linkedFacility } from '../../places/application/facility-visibility.js';

/** Where a machine stands and what it is part of, by names that people know. */
export interface PlaceNames {
  readonly facilityCode: string | null;
  readonly facilityName: string;
  readonly buildingCode: string | null;
  readonly buildingName: string | null;
  readonly parentNumber: string | null;
}

export type ExportedMachine = EquipmentRow & PlaceNames;

const machines = (db: Kysely<AssetTables>) =>
  db
    .selectFrom('equipment as e')
    .innerJoin('facilities as place', 'place.id', 'e.facility_id')
    .leftJoin('buildings as house', 'house.id', 'e.building_id')
    .leftJoin('equipment as whole', 'whole.id', 'e.parent_id')
    .select(equipmentColumns.select)
    .select(['place.facility_code as facilityCode', 'place.name as facilityName'])
    .select(['house.building_code as buildingCode', 'house.name as buildingName'])
    .select('whole.equipment_number as parentNumber');

export const exportedEquipment = tenantList<AssetTables>()({
  name: 'exported equipment',
  rows: machines,
  ...equipmentListing,
  view: (row) => row as ExportedMachine,
});

/** The names under which machines have values of their own. */
export const customNames = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, { user: string | null }>()((db, p) =>
    db
      .selectFrom('equipment as e')
      .select(sql<string>`jsonb_object_keys(e.custom_fields)`.as('name'))
      .distinct()
      .$if(isLimited, (rows) => rows.where(linkedFacility('e.facility_id')(p('user')))),
  ),
);
