import { sql } from 'kysely';
import { platformQuery, tenantQuery } from '#libs/database';
import type { IdentityTables, OperatorTables } from '../../identity.tables.js';

interface SessionAt {
  sessionId: string;
  at: Date;
}

/** By the address in lower case, which the unique index is over. */
export const userByEmail = tenantQuery<IdentityTables, { email: string }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select(['u.id', 'u.password_hash', 'u.is_active', 'u.auth_version'])
    .where(sql`lower(u.email)`, '=', p('email')),
);

export const operatorByEmail = platformQuery<OperatorTables, { email: string }>()((db, p) =>
  db
    .selectFrom('operators as o')
    .select(['o.id', 'o.password_hash', 'o.is_active', 'o.auth_version'])
    .where(sql`lower(o.email)`, '=', p('email')),
);

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

/** A session that still counts, and what its user may do now. */
export const liveSession = tenantQuery<IdentityTables, SessionAt>()((db, p) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['u.id', 'u.role', 'u.auth_version'])
    .select((eb) =>
      eb
        .selectFrom('user_permissions as g')
        .select(sql<string[]>`coalesce(array_agg(g.permission), '{}')`.as('granted'))
        .whereRef('g.user_id', '=', 'u.id')
        .as('granted'),
    )
    .where('s.id', '=', p('sessionId'))
    .where('s.revoked_at', 'is', null)
    .where(sql<boolean>`s.expires_at > ${p('at')}::timestamptz`)
    .where('u.is_active', '=', true),
);

export const liveOperatorSession = platformQuery<OperatorTables, SessionAt>()((db, p) =>
  db
    .selectFrom('operator_sessions as s')
    .innerJoin('operators as o', 'o.id', 's.operator_id')
    .select(['o.id', 'o.auth_version'])
    .where('s.id', '=', p('sessionId'))
    .where('s.revoked_at', 'is', null)
    .where(sql<boolean>`s.expires_at > ${p('at')}::timestamptz`)
    .where('o.is_active', '=', true),
);

/** Ends every session of a user. */
export const endSessionsOf = tenantQuery<IdentityTables, { userId: string; at: Date; reason: string }>()((db, p) =>
  db
    .updateTable('sessions')
    .set({ revoked_at: sql`${p('at')}::timestamptz`, revoked_reason: p('reason') })
    .where('user_id', '=', p('userId'))
    .where('revoked_at', 'is', null),
);
