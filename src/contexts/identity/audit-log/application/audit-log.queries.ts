import type { Kysely } from 'kysely';
import { atOrAfter, anyOf, before, equals, isoUtc, tenantList, tenantQuery } from '#libs/database';
import { withoutHiddenCosts } from '#libs/request-context';
import type { IdentityTables } from '../../identity.tables.js';

const entries = (db: Kysely<IdentityTables>) =>
  db
    .selectFrom('audit_logs as a')
    .select([
      'a.id',
      'a.user_id as userId',
      'a.actor_kind as actorKind',
      'a.actor_id as actorId',
      'a.actor_name as actorName',
      'a.action',
      'a.resource_type as resourceType',
      'a.resource_id as resourceId',
      'a.request_id as requestId',
      'a.ip_address as ipAddress',
      'a.user_agent as userAgent',
      'a.changes',
      'a.created_at as createdAt',
    ]);

export const auditEntryById = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  entries(db).where('a.id', '=', p('id')),
);

export type AuditEntryView = (typeof auditEntryById)['row'];

export function auditEntryView(row: AuditEntryView): AuditEntryView {
  return { ...row, changes: withoutHiddenCosts(row.changes), createdAt: isoUtc(row.createdAt) };
}

export const auditLogList = tenantList<IdentityTables>()({
  name: 'audit logs',
  rows: entries,
  id: 'a.id',
  filters: {
    userId: equals('a.user_id'),
    actorId: equals('a.actor_id'),
    actorKind: anyOf('a.actor_kind'),
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
