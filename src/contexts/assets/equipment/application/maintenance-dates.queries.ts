import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';

/** In one order, so that two who lock several never wait for each other; rows that refer to the machine can be added meanwhile. */
export const lockMachines = tenantQuery<AssetTables, { ids: readonly string[] }>()((db, p) =>
  db
    .selectFrom('equipment as e')
    .select('e.id')
    .where(sql<boolean>`e.id = any(${p('ids')}::uuid[])`)
    .orderBy('e.id')
    .forNoKeyUpdate(),
);
