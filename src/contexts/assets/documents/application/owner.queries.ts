import { LimitableQuery, tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { linkedFacility, type ById } from '../../places/application/facility-visibility.js';

/** Whether there is a machine that the caller sees. */
export const visibleMachine = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, ById>()((db, p) =>
    db
      .selectFrom('equipment as e')
      .select('e.id')
      .where('e.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(linkedFacility('e.facility_id')(p('user')))),
  ),
);

/** Whether there is a facility that the caller sees. */
export const visibleFacility = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, ById>()((db, p) =>
    db
      .selectFrom('facilities as f')
      .select('f.id')
      .where('f.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(linkedFacility('f.id')(p('user')))),
  ),
);
