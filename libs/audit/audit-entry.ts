import { insertRows, type Statement } from '#libs/database';
import { uuidv7, type AuditEntry } from '#libs/kernel';
import { currentContext, type Actor, type RequestContext } from '#libs/request-context';

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

const platformColumns = { ...columns, operator_id: 'uuid', tenant_id: 'uuid', reason: 'text' };

const ofTenants = new WeakSet<Statement>();

/** Whether it writes to the log of a tenant, which is sealed. */
export function isAuditStatement(statement: Statement): boolean {
  return ofTenants.has(statement);
}

/** One statement that inserts the entries: into the tenant's own log, or for `public` into the operators'. */
export function auditStatement(schema: string, entries: readonly AuditEntry[]): Statement {
  const context = currentContext();
  if (schema === 'public') {
    const { user_id: _, ...kept } = platformColumns;
    return insertRows(
      'public',
      'platform_audit_logs',
      kept,
      entries.map((entry) => rowOf(context, entry, platformFacts(context, entry))),
    );
  }
  const rows = entries.map((entry) => rowOf(context, entry, tenantActor(context, entry)));
  const statement = insertRows(schema, 'audit_logs', columns, rows);
  ofTenants.add(statement);
  return statement;
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
  const { kind, keyId, name } = whoActed(actor);
  return {
    user_id: userId ?? (actor.kind === 'user' ? actor.id : null),
    actor_kind: userId ? 'user' : kind,
    actor_id: actor.kind === 'operator' ? actor.id : keyId,
    actor_name: name,
  };
}

function platformFacts({ actor, tenant, reason }: RequestContext, entry: AuditEntry) {
  const { kind, keyId, name } = whoActed(actor);
  return {
    operator_id: actor.kind === 'operator' ? actor.id : null,
    actor_kind: kind,
    actor_id: keyId ?? (actor.kind === 'user' ? actor.id : null),
    actor_name: name,
    // of a tenant itself, whose row is shared, too
    tenant_id: tenant?.id ?? entry.tenantId ?? (entry.resourceType === 'tenant' ? entry.resourceId : null) ?? null,
    reason: reason ?? null,
  };
}

/** An API key, or an operator, acts in the name of a user, whom the tenant's log shows as well. */
function whoActed(actor: Actor): {
  readonly kind: string;
  readonly keyId: string | null;
  readonly name: string | null;
} {
  if (actor.kind === 'system') return { kind: 'system', keyId: null, name: actor.name };
  if (actor.kind === 'user' && actor.impersonation) {
    const { operatorId, operatorName } = actor.impersonation;
    return { kind: 'operator', keyId: operatorId, name: operatorName };
  }
  const key = actor.kind === 'user' ? actor.apiKey : undefined;
  return { kind: key ? 'api_key' : actor.kind, keyId: key?.id ?? null, name: key?.name ?? null };
}

function changesOf({ before, after }: AuditEntry): string | null {
  if (!before && !after) return null;
  return JSON.stringify({ before: withoutSecrets(before ?? {}), after: withoutSecrets(after ?? {}) });
}

/** Looks into objects and lists too, since tenants name the keys of their own fields. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretName.test(name) && inner !== null ? '[redacted]' : withoutSecrets(inner),
    ]),
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
