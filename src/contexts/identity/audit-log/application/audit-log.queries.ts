import type { Kysely } from 'kysely';
import { atOrAfter, anyOf, before, equals, isoUtc, tenantList, tenantQuery } from '#libs/database';
import { withoutHiddenCosts } from '#libs/request-context';
import type { IdentityTables } from '../../identity.tables.js';

type AuditTable = 'audit_logs' | 'audit_logs_archive';

const entries = (db: Kysely<IdentityTables>, table: AuditTable) =>
  db
    .selectFrom(`${table} as a`)
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

/** Wherever it lies by now. */
export const auditEntryById = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  entries(db, 'audit_logs')
    .where('a.id', '=', p('id'))
    .unionAll(entries(db, 'audit_logs_archive').where('a.id', '=', p('id'))),
);

export type AuditEntryView = (typeof auditEntryById)['row'];

export function auditEntryView(row: AuditEntryView): AuditEntryView {
  return { ...row, changes: withoutHiddenCosts(row.changes), createdAt: isoUtc(row.createdAt) };
}

const listOf = (name: string, table: AuditTable) =>
  tenantList<IdentityTables>()({
    name,
    rows: (db) => entries(db, table),
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

export const auditLogList = listOf('audit logs', 'audit_logs');
/** Of entries that are older than a year. */
export const archivedAuditLogList = listOf('archived audit logs', 'audit_logs_archive');
