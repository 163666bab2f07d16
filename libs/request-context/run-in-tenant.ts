import { uuidv7 } from '#libs/kernel';
import { findContext, runInContext, type RequestContext, type TenantRef } from './request-context.js';

interface Begun {
  /** Of the request that the work goes back to; default: a new one. */
  readonly requestId?: string;
}

/**
 * The one way into a tenant beside the credential of a request: for jobs, events, commands, streams and tests. Whoever acts already goes on
 * to act; where nobody does, the system does so by `name`. Inside the same tenant the work joins what is there, its open transaction too.
 * @throws Error inside another tenant, whose rows and transaction the work must not meet
 */
export function runInTenant<T>(tenant: TenantRef, name: string, work: () => T, begun: Begun = {}): T {
  const outer = findContext();
  if (outer?.tenant?.id === tenant.id) return work();
  assertNoTenant(outer, `"${name}" for the tenant ${tenant.slug}`);
  const context = outer ?? systemContext(name, begun.requestId);
  return runInContext({ ...context, tenant }, work);
}

/** For work of the platform, which no tenant's rows concern. @throws Error inside a tenant */
export function runAsSystem<T>(name: string, work: () => T): T {
  assertNoTenant(findContext(), `"${name}" of the platform`);
  return runInContext(systemContext(name), work);
}

function systemContext(name: string, requestId = uuidv7()): RequestContext {
  return { requestId, actor: { kind: 'system', name } };
}

function assertNoTenant(outer: RequestContext | undefined, what: string): void {
  if (outer?.tenant)
    throw new Error(
      `${what} began inside the tenant ${outer.tenant.slug}: end that work first, or begin outside of it.`,
    );
}
