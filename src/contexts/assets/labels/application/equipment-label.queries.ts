import { sql } from 'kysely';
import { LimitableQuery, sameText, tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { equipmentColumns } from '../../equipment/application/equipment.view.js';
import { linkedFacility, type ById } from '../../places/application/facility-visibility.js';

interface ByCode {
  code: string;
  user: string | null;
}

const ofLabel = sameText('label.qr_code');

/** By the token of its printed code, else by a label of the tenant's own. */
export const equipmentByCode = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, ByCode>()((db, p) =>
    db
      .selectFrom('equipment as e')
      .select(equipmentColumns.select)
      .where(
        sql<boolean>`e.id = coalesce(
          (select token.id from ${sql.table('equipment')} as token where token.qr_token = ${p('code')}),
          (select label.id from ${sql.table('equipment')} as label where ${ofLabel(p('code'))}))`,
      )
      .$if(isLimited, (rows) => rows.where(linkedFacility('e.facility_id')(p('user')))),
  ),
);

export const qrTokenById = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, ById>()((db, p) =>
    db
      .selectFrom('equipment as e')
      .select('e.qr_token as token')
      .where('e.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(linkedFacility('e.facility_id')(p('user')))),
  ),
);
