import { sql } from 'kysely';
import { LimitableQuery, tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { linkedFacility } from '../../places/application/facility-visibility.js';

interface WorkPlaceQuery {
  equipmentId: string | null;
  facilityId: string | null;
  user: string | null;
}

/** The machine with its facility, or the facility alone when no machine is named or the user sees none with that id. */
export const workPlaceRow = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, WorkPlaceQuery>()((db, p) =>
    db
      .selectFrom('facilities as f')
      .leftJoin('equipment as e', (join) =>
        join.onRef('e.facility_id', '=', 'f.id').on('e.id', '=', sql<string>`${p('equipmentId')}::uuid`),
      )
      .select(['f.id as facility_id', 'f.name as facility_name', 'f.timezone', 'f.is_active'])
      .select(['e.id as equipment_id', 'e.name as equipment_name', 'e.equipment_number', 'e.status'])
      .where((eb) => {
        const standsIn = eb
          .selectFrom('equipment as m')
          .select('m.facility_id')
          .where('m.id', '=', sql<string>`${p('equipmentId')}::uuid`)
          .$if(isLimited, (rows) => rows.where(linkedFacility('m.facility_id')(p('user'))));
        return eb('f.id', '=', eb.fn.coalesce(standsIn, sql<string>`${p('facilityId')}::uuid`));
      })
      .$if(isLimited, (rows) => rows.where(linkedFacility('f.id')(p('user')))),
  ),
);

export type WorkPlaceRow = (typeof workPlaceRow)['row'];
