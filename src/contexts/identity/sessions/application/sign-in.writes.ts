// Past the unit of work: a sign-in is no new version of the user, and all sessions of a user end without being loaded.
import { sql } from 'kysely';
import { platformQuery, tenantQuery } from '#libs/database';
import type { IdentityTables, OperatorTables } from '../../identity.tables.js';

/**
 * No new version of the user: nobody edited it. Its time of change moves, as lists show the last sign-in. The hash changes only where it
 * was made with older parameters.
 */
export const recordUserSignIn = tenantQuery<IdentityTables, { id: string; at: Date; newHash: string | null }>()(
  (db, p) =>
    db
      .updateTable('users')
      .set({
        last_login_at: sql`${p('at')}::timestamptz`,
        password_hash: sql`coalesce(${p('newHash')}::varchar, password_hash)`,
        updated_at: sql`${p('at')}::timestamptz`,
      })
      .where('id', '=', p('id')),
);

export const recordOperatorSignIn = platformQuery<OperatorTables, { id: string; at: Date; newHash: string | null }>()(
  (db, p) =>
    db
      .updateTable('operators')
      .set({
        last_login_at: sql`${p('at')}::timestamptz`,
        password_hash: sql`coalesce(${p('newHash')}::varchar, password_hash)`,
      })
      .where('id', '=', p('id')),
);

/** Ends every session of a user. */
export const endSessionsOf = tenantQuery<IdentityTables, { userId: string; at: Date; reason: string }>()((db, p) =>
  db
    .updateTable('sessions')
    .set({ revoked_at: sql`${p('at')}::timestamptz`, revoked_reason: p('reason') })
    .where('user_id', '=', p('userId'))
    .where('revoked_at', 'is', null),
);
