import { sql } from 'kysely';
import { platformQuery } from '#libs/database';
import type { OperatorTables } from '../../identity.tables.js';
import { MOST_TRIES } from '../../two-factor/domain/two-factor.errors.js';

/** Over once the operator is deactivated, has another password or no second factor any more. */
export const pendingOperatorSignIn = platformQuery<OperatorTables, { hash: string; at: Date }>()((db, p) =>
  db
    .selectFrom('pending_operator_sign_ins as t')
    .innerJoin('operators as o', 'o.id', 't.operator_id')
    .select(['t.id', 't.account', 't.device_id', 'o.id as operatorId', 'o.auth_version'])
    .select(['o.two_factor_secret', 'o.two_factor_key_id'])
    .where('t.token_hash', '=', p('hash'))
    .where('t.ended_at', 'is', null)
    .where('t.attempts', '<', MOST_TRIES)
    .where(sql<boolean>`t.expires_at > ${p('at')}::timestamptz`)
    .whereRef('t.auth_version', '=', 'o.auth_version')
    .where('o.is_active', '=', true)
    .where('o.two_factor_enabled', '=', true),
);
