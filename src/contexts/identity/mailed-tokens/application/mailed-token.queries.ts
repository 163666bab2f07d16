import { sql } from 'kysely';
import { tenantQuery, unnamed, type Statement } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';
import type { MailedKind } from '../../sessions/domain/verification-token.entity.js';

export interface TokenHolder {
  readonly id: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly authVersion: number;
}

/**
 * A token for an address that the user no longer has is worthless: whoever reads the old mailbox is somebody else by now. So is one from
 * before the password was changed.
 */
export const holderOfToken = tenantQuery<IdentityTables, { kind: MailedKind; hash: string; at: Date }>()((db, p) =>
  db
    .selectFrom('verification_tokens as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .select(['u.id', 'u.email', 'u.first_name as firstName', 'u.last_name as lastName'])
    .select(['u.password_hash as passwordHash', 'u.must_change_password as mustChangePassword'])
    .select('u.auth_version as authVersion')
    .where('t.token_hash', '=', p('hash'))
    .where('t.kind', '=', p('kind'))
    .where('t.consumed_at', 'is', null)
    .where(sql<boolean>`t.expires_at > ${p('at')}::timestamptz`)
    .where(sql<boolean>`t.payload ->> 'email' = u.email`)
    .where(sql<boolean>`coalesce((t.payload ->> 'authVersion')::int, u.auth_version) = u.auth_version`)
    .where('u.is_active', '=', true),
);

/** So that nobody else issues tokens to the user until the transaction ends. Locked before any token. */
export const lockUser = tenantQuery<IdentityTables, { userId: string }>()((db, p) =>
  db.selectFrom('users as u').select('u.id').where('u.id', '=', p('userId')).forNoKeyUpdate(),
);

/** How many of a kind were mailed to the user since then. */
export const tokensSince = tenantQuery<IdentityTables, { userId: string; kind: MailedKind; since: Date }>()((db, p) =>
  db
    .selectFrom('verification_tokens as t')
    .select(sql<string>`count(*)`.as('count'))
    .where('t.user_id', '=', p('userId'))
    .where('t.kind', '=', p('kind'))
    .where(sql<boolean>`t.created_at > ${p('since')}::timestamptz`),
);

const firstExpiryOfTokens = tenantQuery<IdentityTables, { days: number }>()((db, p) =>
  db
    .selectFrom('verification_tokens as t')
    .select(sql<string | null>`min(t.expires_at) + make_interval(days => ${p('days')}::int)`.as('at')),
);

/** When the first of those that are left has expired, plus the given days. */
export function firstExpiry(schema: string, days: number): Statement {
  return unnamed(firstExpiryOfTokens.bind(schema, { days }));
}
