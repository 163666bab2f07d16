import { sql } from 'kysely';
import { isoUtc, LimitableQuery, tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { linkedFacility } from '../../places/application/facility-visibility.js';

interface OfUser {
  userId: string;
  /** The user to whom they must be linked; null for callers who see all. */
  user: string | null;
}

export interface LinkedFacility {
  readonly facilityId: string;
  readonly name: string;
  readonly facilityCode: string | null;
  readonly city: string | null;
  readonly isActive: boolean;
  readonly linkedAt: string;
}

const shown = sql<LinkedFacility>`jsonb_build_object('facilityId', f.id, 'name', f.name, 'facilityCode', f.facility_code, 'city', f.city,
  'isActive', f.is_active, 'linkedAt', link.created_at::text)`;

/** The user, whose version the links are part of, with the facilities by name. */
export const facilitiesOfUser = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, OfUser>()((db, p) =>
    db
      .selectFrom('users as u')
      .select(['u.id as userId', 'u.version'])
      .select((eb) =>
        eb
          .selectFrom('user_facilities as link')
          .innerJoin('facilities as f', 'f.id', 'link.facility_id')
          .select(sql<LinkedFacility[]>`coalesce(jsonb_agg(${shown} order by f.name, f.id), '[]')`.as('facilities'))
          .whereRef('link.user_id', '=', 'u.id')
          .$if(isLimited, (rows) => rows.where(linkedFacility('f.id')(p('user'))))
          .as('facilities'),
      )
      .where('u.id', '=', p('userId')),
  ),
);

export function linkedFacilityView(row: LinkedFacility): LinkedFacility {
  return { ...row, linkedAt: isoUtc(row.linkedAt) };
}

export const knownFacilities = tenantQuery<AssetTables, { ids: readonly string[] }>()((db, p) =>
  db
    .selectFrom('facilities as f')
    .select('f.id')
    .where(sql<boolean>`f.id = any(${p('ids')}::uuid[])`),
);
