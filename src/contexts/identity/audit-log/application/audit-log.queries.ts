import type { Kysely } from 'kysely';
import { atOrAfter, anyOf, before, equals, isoUtc, tenantList, tenantQuery } from '#libs/database';
import { withoutHiddenCosts } from '#libs/request-context';
import type { AuditLogTable, IdentityTables } from '../../identity.tables.js';

const entries = (db: Kysely<IdentityTables>) =>
  db
    .selectFrom('audit_logs as a')
    .select([
      'a.id',
      'a.user_id',
      'a.actor_kind',
      'a.actor_id',
      'a.actor_name',
      'a.action',
      'a.resource_type',
      'a.resource_id',
      'a.request_id',
      'a.ip_address',
      'a.user_agent',
      'a.changes',
      'a.created_at',
    ]);

export const auditEntryById = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  entries(db).where('a.id', '=', p('id')),
);

export const auditLogList = tenantList<IdentityTables>()({
  name: 'audit logs',
  rows: entries,
  id: 'a.id',
  filters: {
    userId: equals('a.user_id'),
    action: anyOf('a.action'),
    resourceType: equals('a.resource_type'),
    resourceId: equals('a.resource_id'),
    createdAfter: atOrAfter('a.created_at'),
    createdBefore: before('a.created_at'),
  },
  sorts: { createdAt: { column: 'a.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: auditEntryView,
});

export type AuditEntryView = ReturnType<typeof auditEntryView>;

export function auditEntryView(row: AuditLogTable) {
  return {
    id: row.id,
    userId: row.user_id,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    requestId: row.request_id,
    ipAddress: row.ip_address,
    userAgent: row.user_agent,
    changes: withoutHiddenCosts(row.changes),
    createdAt: isoUtc(row.created_at),
  };
}
