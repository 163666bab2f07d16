import { sql, type Kysely } from 'kysely';
import {
  entityColumns,
  equals,
  LimitableQuery,
  matches,
  sameText,
  tenantList,
  tenantQuery,
  type Condition,
  type EntityView,
  type Params,
} from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { FacilitySchema } from '../domain/facility.entity.js';
import { distanceKm, isNearby, type Nearby } from './distance.js';
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

const filters = {
  linkedTo: linkedFacility('f.id'),
  type: sameText('f.facility_type'),
  active: equals('f.is_active'),
  city: sameText('f.city'),
  q: matches('facilities', 'f'),
} satisfies Record<string, Condition>;

const sorts = {
  name: { column: 'f.name', type: 'name' },
  createdAt: { column: 'f.created_at', type: 'timestamptz' },
} as const;

export const facilityList = tenantList<AssetTables>()({
  name: 'facilities',
  rows: facilities,
  id: 'f.id',
  updatedAt: 'f.updated_at',
  filters,
  sorts,
  defaultSort: 'name',
  view: facilityView,
});

/** Those around a place, the nearest first. */
export const nearbyFacilityList = tenantList<AssetTables>()({
  name: 'facilities nearby',
  rows: (db, p) => {
    const nearby = (p as unknown as Params<{ near: Nearby }>)('near');
    return facilities(db).select(sql<number>`round(${distanceKm(nearby)}::numeric, 3)::float8`.as('distanceKm'));
  },
  id: 'f.id',
  updatedAt: 'f.updated_at',
  filters: { ...filters, near: isNearby },
  sorts: { ...sorts, distance: { by: 'near', compute: distanceKm, type: 'float8' } },
  defaultSort: 'distance',
  view: facilityView,
});

export const anyFacility = tenantQuery<{ facilities: { id: string } }>()((db) =>
  db.selectNoFrom((eb) => eb.exists(eb.selectFrom('facilities').select('id')).as('done')),
);
