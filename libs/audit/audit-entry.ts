import { statementName, type Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { currentContext, type RequestContext } from '#libs/request-context';

/** What happened, in the words of an auditor. Actor, address and request come from the context. */
export interface AuditEntry {
  /** create, update, delete, login, login_failed, denied … */
  readonly action: string;
  readonly resourceType?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  /** Who acted, where that is known before the context knows it, as at sign-in. */
  readonly userId?: string;
}

const secretName = /password|secret|token|hash|Key$/i;

/** The row for one entry: in the tenant's own log, or for `public` in the operators'. */
export function auditStatement(schema: string, entry: AuditEntry): Statement {
  const context = currentContext();
  const row = {
    id: uuidv7(),
    ...(schema === 'public' ? platformActor(context) : tenantActor(context, entry)),
    action: entry.action,
    resource_type: entry.resourceType ?? null,
    resource_id: entry.resourceId ?? null,
    request_id: context.requestId,
    ip_address: context.ip ?? null,
    user_agent: context.userAgent ?? null,
    changes: changesOf(entry),
  };
  const table = schema === 'public' ? 'platform_audit_logs' : 'audit_logs';
  const columns = Object.keys(row);
  const text = `insert into "${schema}".${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`;
  return { name: statementName(text), text, values: Object.values(row) };
}

function tenantActor({ actor }: RequestContext, { userId }: AuditEntry) {
  return {
    user_id: userId ?? (actor.kind === 'user' ? actor.id : null),
    actor_kind: userId ? 'user' : actor.kind,
    actor_id: actor.kind === 'operator' ? actor.id : null,
    actor_name: actor.kind === 'system' ? actor.name : null,
  };
}

function platformActor({ actor, tenant }: RequestContext) {
  return {
    operator_id: actor.kind === 'operator' ? actor.id : null,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'user' ? actor.id : null,
    actor_name: actor.kind === 'system' ? actor.name : null,
    tenant_id: tenant?.id ?? null,
  };
}

function changesOf({ before, after }: AuditEntry): string | null {
  if (!before && !after) return null;
  return JSON.stringify({ before: redacted(before), after: redacted(after) });
}

function redacted(values: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      secretName.test(name) && value !== null ? '[redacted]' : value,
    ]),
  );
}
