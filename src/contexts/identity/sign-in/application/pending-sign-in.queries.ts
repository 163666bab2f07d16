import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import { MOST_TRIES } from '../../two-factor/domain/two-factor.errors.js';
import type { IdentityTables } from '../../identity.tables.js';

/** Over once the user is deactivated, has another password or no second factor any more. */
export const pendingSignIn = tenantQuery<IdentityTables, { hash: string; at: Date }>()((db, p) =>
  db
    .selectFrom('verification_tokens as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .select(['t.id', 't.payload', 'u.id as userId', 'u.auth_version', 'u.two_factor_secret', 'u.two_factor_key_id'])
    .where('t.token_hash', '=', p('hash'))
    .where('t.kind', '=', 'two_factor_pending')
    .where('t.consumed_at', 'is', null)
    .where('t.attempts', '<', MOST_TRIES)
    .where(sql<boolean>`t.expires_at > ${p('at')}::timestamptz`)
    .where(sql<boolean>`(t.payload ->> 'authVersion')::integer = u.auth_version`)
    .where('u.is_active', '=', true)
    .where('u.must_change_password', '=', false)
    .where('u.two_factor_enabled', '=', true),
);
