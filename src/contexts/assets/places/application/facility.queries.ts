import type { Kysely } from 'kysely';
import {
  entityColumns,
  equals,
  LimitableQuery,
  matches,
  sameText,
  tenantList,
  tenantQuery,
  type EntityView,
} from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { FacilitySchema } from '../domain/facility.entity.js';
import { linkedFacility, type ById } from './facility-visibility.js';

const columns = entityColumns(FacilitySchema, 'f');

export type FacilityView = EntityView<typeof FacilitySchema>;
export const facilityView = columns.view<FacilityView>;

const facilities = (db: Kysely<AssetTables>) => db.selectFrom('facilities as f').select(columns.select);

export const facilityById = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, ById>()((db, p) =>
    facilities(db)
      .where('f.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(linkedFacility('f.id')(p('user')))),
  ),
);

export const facilityList = tenantList<AssetTables>()({
  name: 'facilities',
  rows: facilities,
  id: 'f.id',
  updatedAt: 'f.updated_at',
  filters: {
    linkedTo: linkedFacility('f.id'),
    type: sameText('f.facility_type'),
    active: equals('f.is_active'),
    city: sameText('f.city'),
    q: matches('facilities', 'f'),
  },
  sorts: {
    name: { column: 'f.name', type: 'name' },
    createdAt: { column: 'f.created_at', type: 'timestamptz' },
  },
  defaultSort: 'name',
  view: facilityView,
});

export const anyFacility = tenantQuery<{ facilities: { id: string } }>()((db) =>
  db.selectNoFrom((eb) => eb.exists(eb.selectFrom('facilities').select('id')).as('done')),
);
