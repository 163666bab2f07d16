// Past the unit of work: the row lies in the shared tables, and the session that belongs to it in the tenant's schema.
import { sql } from 'kysely';
import { insertRows, platformQuery, type Statement } from '#libs/database';
import type { OperatorTables } from '../../identity.tables.js';

const columns = {
  id: 'uuid',
  operator_id: 'uuid',
  operator_auth_version: 'integer',
  tenant_id: 'uuid',
  user_id: 'uuid',
  reason: 'text',
  allows_changes: 'boolean',
  expires_at: 'timestamptz',
};

export interface NewImpersonation {
  readonly id: string;
  readonly operatorId: string;
  readonly operatorAuthVersion: number;
  readonly tenantId: string;
  readonly userId: string;
  readonly reason: string;
  readonly allowsChanges: boolean;
  readonly expiresAt: Date;
}

export function insertImpersonation(given: NewImpersonation): Statement {
  const row = {
    id: given.id,
    operator_id: given.operatorId,
    operator_auth_version: given.operatorAuthVersion,
    tenant_id: given.tenantId,
    user_id: given.userId,
    reason: given.reason,
    allows_changes: given.allowsChanges,
    expires_at: given.expiresAt,
  };
  return insertRows('public', 'impersonations', columns, [row]);
}

/** Returns no row for one that is over. */
export const endImpersonation = platformQuery<OperatorTables, { id: string; at: Date }>()((db, p) =>
  db
    .updateTable('impersonations')
    .set({ ended_at: sql`${p('at')}::timestamptz` })
    .where('id', '=', p('id'))
    .where('ended_at', 'is', null)
    .where(sql<boolean>`expires_at > ${p('at')}::timestamptz`)
    .returning(['tenant_id', 'user_id']),
);
