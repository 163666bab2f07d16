import { sql } from 'kysely';
import type { IdentityReadContract } from '#contexts/identity';
import { tenantQuery } from '#libs/database';

/** How those of these users read who are active; null where they have set nothing. */
export const readersAmong = tenantQuery<IdentityReadContract, { userIds: readonly string[] }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select(['u.id', 'u.locale', 'u.timezone'])
    .where(sql<boolean>`u.id = any(${p('userIds')}::uuid[])`)
    .where('u.is_active', '=', true),
);
