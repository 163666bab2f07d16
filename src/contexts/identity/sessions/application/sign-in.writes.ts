// Past the unit of work: a sign-in is no new version of the user, and all sessions of a user end without being loaded.
import { sql } from 'kysely';
import { mustChange, platformQuery, tenantQuery, type Statement } from '#libs/database';
import { refuse } from '#libs/kernel';
import type { IdentityTables, OperatorTables } from '../../identity.tables.js';
import { invalidCredentials } from '../domain/auth.errors.js';

interface UserSignIn {
  readonly id: string;
  /** When the password was checked. */
  readonly authVersion: number;
  readonly at: Date;
  readonly newHash: string | null;
}

/**
 * No new version of the user: nobody edited it. Its time of change moves, as lists show the last sign-in. The hash changes only where it
 * was made with older parameters.
 */
const userSignIn = tenantQuery<IdentityTables, UserSignIn>()((db, p) =>
  db
    .updateTable('users')
    .set({
      last_login_at: sql`${p('at')}::timestamptz`,
      password_hash: sql`coalesce(${p('newHash')}::varchar, password_hash)`,
      updated_at: sql`${p('at')}::timestamptz`,
    })
    .where('id', '=', p('id'))
    .where('auth_version', '=', p('authVersion'))
    .returning('id'),
);

/**
 * Locks the user: a password that is changed, or a user who is deactivated, while the old password is checked opens no session.
 * @throws 401 `auth.invalid_credentials` then
 */
export function recordUserSignIn(schema: string, signIn: UserSignIn): Statement {
  return mustChange(userSignIn.bind(schema, signIn), () => refuse(invalidCredentials));
}

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

/** Ends every session of a user, but the one that is kept. */
export const endSessionsOf = tenantQuery<
  IdentityTables,
  { userId: string; at: Date; reason: string; kept: string | null }
>()((db, p) =>
  db
    .updateTable('sessions')
    .set({ revoked_at: sql`${p('at')}::timestamptz`, revoked_reason: p('reason') })
    .where('user_id', '=', p('userId'))
    .where(sql<boolean>`id is distinct from ${p('kept')}::uuid`)
    .where('revoked_at', 'is', null),
);
