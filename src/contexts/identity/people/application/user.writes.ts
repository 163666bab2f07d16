// Past the unit of work: a user's grants and links are replaced without being loaded; the services write the audit row themselves.
import { sql } from 'kysely';
import { insertRows, tenantQuery, type Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
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

export const removeLinks = tenantQuery<IdentityTables, { userId: string; facilityIds: readonly string[] }>()((db, p) =>
  db
    .deleteFrom('user_facilities as link')
    .where('link.user_id', '=', p('userId'))
    .where(sql<boolean>`link.facility_id = any(${p('facilityIds')}::uuid[])`),
);

export function addLinks(schema: string, userId: string, facilityIds: readonly string[], at: Date): Statement {
  const columns = { id: 'uuid', user_id: 'uuid', facility_id: 'uuid', created_at: 'timestamptz' };
  const rows = facilityIds.map((id) => ({ id: uuidv7(), user_id: userId, facility_id: id, created_at: at }));
  return insertRows(schema, 'user_facilities', columns, rows);
}
