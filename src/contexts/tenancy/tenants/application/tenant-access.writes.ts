// Past the unit of work: rights in the database are no rows.
import type { Statement } from '#libs/database';

/** Gives the tenant's roles the use of its schema or takes it, as its row says; committed or rolled back together with the row. */
export function applyTenantAccess(tenantId: string): Statement {
  return { text: 'select public.apply_tenant_access($1)', values: [tenantId], writes: true };
}
