import { auditStatement } from '#libs/audit';
import type { Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { findContext, runAsSystem } from '#libs/request-context';
import { entitlementStatements } from '../../usage/application/entitlement-statements.js';
import type { PlanEntitlements } from '../../usage/domain/plan-limits.js';
import { firstRowStatements } from './first-row.writes.js';
import type { NewTenant } from './new-tenant.js';
import type { RegisteredTenant } from './registered-tenant.js';
import { insertDomain, setSchemaVersion } from './tenant-provisioning.writes.js';

interface Beginning {
  readonly plan: PlanEntitlements;
  readonly now: Date;
  /** Its schema was made in this transaction, and its version is known only now. */
  readonly hasNewSchema: boolean;
}

/** What is written once a new tenant has its row and its schema: address, limits, first rows of other contexts, entry in the log. */
export function tenantRows(
  tenant: RegisteredTenant,
  { domain, firstRows = [], beside }: NewTenant & { readonly domain: string },
  { plan, now, hasNewSchema }: Beginning,
): Statement[] {
  const { id, schema, schemaVersion } = tenant;
  return [
    insertDomain(uuidv7(), id, domain, now),
    ...(hasNewSchema ? [setSchemaVersion(id, schemaVersion)] : []),
    ...entitlementStatements(schema, plan, now),
    ...firstRows.flatMap((row) => firstRowStatements(schema, row)),
    ...(beside?.(tenant) ?? []),
    creationOf(tenant),
  ];
}

/** Whoever asked for it, and at the start of the product nobody. */
function creationOf({ id, name, slug, schema }: RegisteredTenant): Statement {
  const entry = { action: 'create', resourceType: 'tenant', resourceId: id, after: { name, slug, schemaName: schema } };
  const audit = (): Statement => auditStatement('public', [entry]);
  return findContext() ? audit() : runAsSystem('provisioning', audit);
}
