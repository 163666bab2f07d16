import { tenantQuery } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';

/** What a password is checked against, and whom it belongs to. */
export const credentialsOfUser = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select(['u.id', 'u.email', 'u.locale', 'u.first_name as firstName', 'u.last_name as lastName'])
    .select(['u.password_hash', 'u.is_active', 'u.auth_version'])
    .where('u.id', '=', p('id')),
);
