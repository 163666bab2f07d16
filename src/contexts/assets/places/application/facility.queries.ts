import type { Kysely } from 'kysely';
import { equals, isoUtc, LimitableQuery, matches, sameText, tenantList, tenantQuery } from '#libs/database';
import type { AssetTables, FacilityTable } from '../../assets.tables.js';
import { linkedFacility, type ById } from './facility-reach.js';

const columns = [
  'f.id',
  'f.name',
  'f.facility_code',
  'f.facility_type',
  'f.address_line1',
  'f.address_line2',
  'f.city',
  'f.state',
  'f.zip_code',
  'f.country',
  'f.latitude',
  'f.longitude',
  'f.timezone',
  'f.contact_name',
  'f.contact_email',
  'f.contact_phone',
  'f.is_active',
  'f.notes',
  'f.created_by',
  'f.version',
  'f.created_at',
  'f.updated_at',
] as const;

const facilities = (db: Kysely<AssetTables>) => db.selectFrom('facilities as f').select(columns);

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

export type FacilityView = ReturnType<typeof facilityView>;

export function facilityView(row: FacilityTable) {
  return {
    id: row.id,
    name: row.name,
    facilityCode: row.facility_code,
    facilityType: row.facility_type,
    addressLine1: row.address_line1,
    addressLine2: row.address_line2,
    city: row.city,
    state: row.state,
    zipCode: row.zip_code,
    country: row.country,
    latitude: row.latitude === null ? null : Number(row.latitude),
    longitude: row.longitude === null ? null : Number(row.longitude),
    timezone: row.timezone,
    contactName: row.contact_name,
    contactEmail: row.contact_email,
    contactPhone: row.contact_phone,
    isActive: row.is_active,
    notes: row.notes,
    createdById: row.created_by,
    version: row.version,
    createdAt: isoUtc(row.created_at),
    updatedAt: isoUtc(row.updated_at),
  };
}
