// Past the unit of work: a user's grants are replaced as a whole without being loaded; the service writes the audit row itself.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';

export const revokeGrants = tenantQuery<IdentityTables, { userId: string }>()((db, p) =>
  db.deleteFrom('user_permissions').where('user_id', '=', p('userId')),
);

/** A change of rights is a new version of the user. Returns no row where the version is stale. */
export const raiseVersion = tenantQuery<IdentityTables, { id: string; version: number; at: Date }>()((db, p) =>
  db
    .updateTable('users as u')
    .set({ version: sql`u.version + 1`, updated_at: sql`${p('at')}::timestamptz` })
    .where('u.id', '=', p('id'))
    .where('u.version', '=', p('version'))
    .returning('u.id'),
);
