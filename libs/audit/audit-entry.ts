import { insertRows, type Statement } from '#libs/database';
import { uuidv7, type AuditEntry } from '#libs/kernel';
import { currentContext, type RequestContext } from '#libs/request-context';

const secretName = /password|secret|token|hash|Key$/i;

const columns = {
  id: 'uuid',
  user_id: 'uuid',
  actor_kind: 'varchar',
  actor_id: 'uuid',
  actor_name: 'varchar',
  action: 'varchar',
  resource_type: 'varchar',
  resource_id: 'uuid',
  request_id: 'varchar',
  ip_address: 'inet',
  user_agent: 'text',
  changes: 'jsonb',
} as const;

const platformColumns = { ...columns, operator_id: 'uuid', tenant_id: 'uuid' };

/** One statement that inserts the entries: into the tenant's own log, or for `public` into the operators'. */
export function auditStatement(schema: string, entries: readonly AuditEntry[]): Statement {
  const context = currentContext();
  if (schema === 'public') {
    const { user_id: _, ...kept } = platformColumns;
    return insertRows(
      'public',
      'platform_audit_logs',
      kept,
      entries.map((entry) => rowOf(context, entry, platformActor(context, entry))),
    );
  }
  return insertRows(
    schema,
    'audit_logs',
    columns,
    entries.map((entry) => rowOf(context, entry, tenantActor(context, entry))),
  );
}

/** Clients may send any length, and the beginning is enough to identify the program. */
const MAX_USER_AGENT = 1_000;

function rowOf({ requestId, ip, userAgent }: RequestContext, entry: AuditEntry, actor: object) {
  return {
    id: uuidv7(),
    ...actor,
    action: entry.action,
    resource_type: entry.resourceType ?? null,
    resource_id: entry.resourceId ?? null,
    request_id: requestId,
    ip_address: ip ?? null,
    user_agent: userAgent?.slice(0, MAX_USER_AGENT) ?? null,
    changes: changesOf(entry),
  };
}

function tenantActor({ actor }: RequestContext, { userId }: AuditEntry) {
  return {
    user_id: userId ?? (actor.kind === 'user' ? actor.id : null),
    actor_kind: userId ? 'user' : actor.kind,
    actor_id: actor.kind === 'operator' ? actor.id : null,
    actor_name: actor.kind === 'system' ? actor.name : null,
  };
}

function platformActor({ actor, tenant }: RequestContext, { resourceType, resourceId }: AuditEntry) {
  return {
    operator_id: actor.kind === 'operator' ? actor.id : null,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'user' ? actor.id : null,
    actor_name: actor.kind === 'system' ? actor.name : null,
    // what is done to a tenant is of that tenant, whoever does it
    tenant_id: tenant?.id ?? (resourceType === 'tenant' ? resourceId : null) ?? null,
  };
}

function changesOf({ before, after, reason }: AuditEntry): string | null {
  if (!before && !after) return null;
  return JSON.stringify({ before: redacted(before), after: redacted(after), reason });
}

function redacted(values: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      secretName.test(name) && value !== null ? '[redacted]' : value,
    ]),
  );
}
