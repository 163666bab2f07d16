import { sql } from 'kysely';
import { platformQuery, tenantQuery } from '#libs/database';
import type { IdentityTables, OperatorTables } from '../../identity.tables.js';

interface SessionAt {
  sessionId: string;
  at: Date;
}

/** By the address in lower case, which has the unique index. */
export const userByEmail = tenantQuery<IdentityTables, { email: string }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select([
      'u.id',
      'u.password_hash',
      'u.is_active',
      'u.auth_version',
      'u.must_change_password',
      'u.two_factor_enabled',
      'u.locale',
    ])
    .where(sql`lower(u.email)`, '=', p('email')),
);

export const operatorByEmail = platformQuery<OperatorTables, { email: string }>()((db, p) =>
  db
    .selectFrom('operators as o')
    .select(['o.id', 'o.password_hash', 'o.is_active', 'o.auth_version', 'o.two_factor_enabled'])
    .where(sql`lower(o.email)`, '=', p('email')),
);

/** A valid session, and the current rights of its user. */
export const liveSession = tenantQuery<IdentityTables, SessionAt>()((db, p) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['u.id', 'u.role', 'u.auth_version', 'u.is_verified', 'u.two_factor_enabled'])
    .select(['s.authenticated_at', 's.impersonator_id'])
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
    .select(['o.id', 'o.role', 'o.auth_version', 's.authenticated_at'])
    .where('s.id', '=', p('sessionId'))
    .where('s.revoked_at', 'is', null)
    .where(sql<boolean>`s.expires_at > ${p('at')}::timestamptz`)
    .where('o.is_active', '=', true),
);
