import type { Kysely } from 'kysely';
import { equals, isoUtc, LimitableQuery, tenantList, tenantQuery } from '#libs/database';
import type { AssetTables, BuildingTable } from '../../assets.tables.js';
import { linkedFacility, type ById } from './facility-reach.js';

const columns = [
  'b.id',
  'b.facility_id',
  'b.name',
  'b.building_code',
  'b.floor_count',
  'b.notes',
  'b.version',
  'b.created_at',
  'b.updated_at',
] as const;

const buildings = (db: Kysely<AssetTables>) => db.selectFrom('buildings as b').select(columns);

export const buildingById = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, ById>()((db, p) =>
    buildings(db)
      .where('b.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(linkedFacility('b.facility_id')(p('user')))),
  ),
);

export const buildingList = tenantList<AssetTables>()({
  name: 'buildings',
  rows: buildings,
  id: 'b.id',
  filters: { linkedTo: linkedFacility('b.facility_id'), facilityId: equals('b.facility_id') },
  sorts: {
    name: { column: 'b.name', type: 'name' },
    createdAt: { column: 'b.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  view: buildingView,
});

export type BuildingView = ReturnType<typeof buildingView>;

export function buildingView(row: BuildingTable) {
  return {
    id: row.id,
    facilityId: row.facility_id,
    name: row.name,
    buildingCode: row.building_code,
    floorCount: row.floor_count,
    notes: row.notes,
    version: row.version,
    createdAt: isoUtc(row.created_at),
    updatedAt: isoUtc(row.updated_at),
  };
}
