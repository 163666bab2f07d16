import type { PlanEntitlements } from '#contexts/tenancy';
import type { PlatformDb } from '#libs/database';
import { entitlementsIn, grantedTo } from './subscription.queries.js';

/** What the subscription of a tenant grants; undefined where it has none. */
export async function currentEntitlements(db: PlatformDb, tenantId: string): Promise<PlanEntitlements | undefined> {
  const row = await db.one(grantedTo, { tenantId });
  return row && entitlementsIn(row);
}
