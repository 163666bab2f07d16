import { sql, type Kysely } from 'kysely';
import { anyOf, atOrAfter, before, equals, isoUtc, platformQuery, tenantList } from '#libs/database';
import type { OperatorTables, PlatformAuditLogTable } from '../../identity.tables.js';

interface Tables extends OperatorTables {
  platform_audit_logs: PlatformAuditLogTable;
}

const entries = (db: Kysely<Tables>) =>
  db
    .selectFrom('platform_audit_logs as a')
    .leftJoin('operators as o', 'o.id', 'a.operator_id')
    .select([
      'a.id',
      'a.actor_kind as actorKind',
      'a.operator_id as operatorId',
      sql<string | null>`coalesce(o.name, o.email)`.as('operatorName'),
      'a.actor_id as actorId',
      'a.actor_name as actorName',
      'a.tenant_id as tenantId',
      'a.action',
      'a.resource_type as resourceType',
      'a.resource_id as resourceId',
      'a.reason',
      'a.request_id as requestId',
      'a.ip_address as ipAddress',
      'a.user_agent as userAgent',
      'a.changes',
      'a.created_at as createdAt',
    ]);

export const platformAuditEntryById = platformQuery<Tables, { id: string }>()((db, p) =>
  entries(db).where('a.id', '=', p('id')),
);

export type PlatformAuditEntryView = (typeof platformAuditEntryById)['row'];

export function platformAuditEntryView(row: PlatformAuditEntryView): PlatformAuditEntryView {
  return { ...row, createdAt: isoUtc(row.createdAt) };
}

export const platformAuditLogList = tenantList<Tables>()({
  name: 'platform audit logs',
  rows: entries,
  id: 'a.id',
  filters: {
    operatorId: equals('a.operator_id'),
    tenantId: equals('a.tenant_id'),
    action: anyOf('a.action'),
    resourceType: equals('a.resource_type'),
    resourceId: equals('a.resource_id'),
    createdAfter: atOrAfter('a.created_at'),
    createdBefore: before('a.created_at'),
  },
  sorts: { createdAt: { column: 'a.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: platformAuditEntryView,
});
