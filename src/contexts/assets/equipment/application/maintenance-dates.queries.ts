import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';

/**
 * Locks in the order of ids, so that two transactions never wait for each other. The lock mode lets others insert rows that refer to the
 * machines.
 */
export const lockMachines = tenantQuery<AssetTables, { ids: readonly string[] }>()((db, p) =>
  db
    .selectFrom('equipment as e')
    .select('e.id')
    .where(sql<boolean>`e.id = any(${p('ids')}::uuid[])`)
    .orderBy('e.id')
    .forNoKeyUpdate(),
);
