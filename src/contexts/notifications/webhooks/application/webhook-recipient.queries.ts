import { sql } from 'kysely';
import type { IdentityReadContract } from '#contexts/identity';
import { tenantQuery } from '#libs/database';

export const addressesOf = tenantQuery<IdentityReadContract, { userIds: readonly string[] }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select('u.email')
    .where('u.is_active', '=', true)
    .where(sql<boolean>`u.id = any(${p('userIds')}::uuid[])`)
    .orderBy('u.email'),
);
