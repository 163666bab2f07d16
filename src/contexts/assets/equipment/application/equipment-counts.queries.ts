import { sql } from 'kysely';
import { LimitableQuery, tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { linkedFacility, type ById } from '../../places/application/facility-visibility.js';

const counted = (status: string) => sql`count(*) filter (where c.status = ${sql.lit(status)})`;

export interface EquipmentCounts {
  readonly total: number;
  readonly operational: number;
  readonly shutdown: number;
  readonly maintenance: number;
  readonly decommissioned: number;
}

/** Of equipment as c. */
export const equipmentCounts = sql<EquipmentCounts>`jsonb_build_object('total', count(*), 'operational', ${counted('operational')},
  'shutdown', ${counted('shutdown')}, 'maintenance', ${counted('maintenance')}, 'decommissioned', ${counted('decommissioned')})`;

/** One row for a facility that the caller sees. */
export const countsOfFacility = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, ById>()((db, p) =>
    db
      .selectFrom('facilities as f')
      .select((eb) =>
        eb
          .selectFrom('equipment as c')
          .select(equipmentCounts.as('counts'))
          .whereRef('c.facility_id', '=', 'f.id')
          .as('counts'),
      )
      .where('f.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(linkedFacility('f.id')(p('user')))),
  ),
);
