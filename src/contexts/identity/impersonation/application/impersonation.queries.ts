import { sql } from 'kysely';
import { platformQuery, tenantQuery } from '#libs/database';
import type { IdentityTables, OperatorTables } from '../../identity.tables.js';

/** One that counts now: nobody has ended it, and its operator is still an active admin with the same password. */
export const liveImpersonation = platformQuery<OperatorTables, { id: string; at: Date }>()((db, p) =>
  db
    .selectFrom('impersonations as i')
    .innerJoin('operators as o', 'o.id', 'i.operator_id')
    .select(['i.operator_id', 'i.allows_changes'])
    .select(sql<string>`coalesce(o.name, o.email)`.as('operator_name'))
    .where('i.id', '=', p('id'))
    .where('i.ended_at', 'is', null)
    .where(sql<boolean>`i.expires_at > ${p('at')}::timestamptz`)
    .where('o.is_active', '=', true)
    .where('o.role', '=', 'admin')
    .whereRef('o.auth_version', '=', 'i.operator_auth_version'),
);

export const operatorToAct = platformQuery<OperatorTables, { id: string }>()((db, p) =>
  db.selectFrom('operators as o').select(['o.id', 'o.auth_version']).where('o.id', '=', p('id')),
);

export const userToActAs = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select(['u.id', 'u.auth_version'])
    .where('u.id', '=', p('id'))
    .where('u.is_active', '=', true),
);
