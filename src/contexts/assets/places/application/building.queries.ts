import type { Kysely } from 'kysely';
import { entityColumns, equals, LimitableQuery, tenantList, tenantQuery, type EntityView } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { BuildingSchema } from '../domain/building.entity.js';
import { linkedFacility, type ById } from './facility-visibility.js';

const columns = entityColumns(BuildingSchema, 'b');

export type BuildingView = EntityView<typeof BuildingSchema>;
export const buildingView = columns.view<BuildingView>;

const buildings = (db: Kysely<AssetTables>) => db.selectFrom('buildings as b').select(columns.select);

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
  updatedAt: 'b.updated_at',
  filters: { linkedTo: linkedFacility('b.facility_id'), facilityId: equals('b.facility_id') },
  sorts: {
    name: { column: 'b.name', type: 'name' },
    createdAt: { column: 'b.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  view: buildingView,
});
