import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';

/**
 * An address whose reader has a valid link, and whose it is or is to be. The user must still have the address from which the link was asked
 * for, and for a change the password.
 */
export const mailedAddress = tenantQuery<IdentityTables, { hash: string; at: Date }>()((db, p) =>
  db
    .selectFrom('verification_tokens as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .select([
      'u.id',
      'u.email as from',
      'u.auth_version as authVersion',
      sql<string>`t.payload ->> 'email'`.as('email'),
    ])
    .where('t.token_hash', '=', p('hash'))
    .where('t.kind', '=', 'email_verification')
    .where('t.consumed_at', 'is', null)
    .where(sql<boolean>`t.expires_at > ${p('at')}::timestamptz`)
    .where(sql<boolean>`t.payload ->> 'from' = u.email`)
    .where(sql<boolean>`coalesce((t.payload ->> 'authVersion')::int, u.auth_version) = u.auth_version`)
    .where('u.is_active', '=', true),
);

export type MailedAddress = typeof mailedAddress.row;

export const addressOfUser = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  db.selectFrom('users as u').select(['u.id', 'u.email', 'u.locale', 'u.is_verified']).where('u.id', '=', p('id')),
);
