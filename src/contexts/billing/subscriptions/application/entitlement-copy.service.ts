import { Injectable } from '@nestjs/common';
import { TenantPlansFacade } from '#contexts/tenancy';
import { PlatformDb } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { currentEntitlements } from './current-entitlements.js';

/** Copies what the subscription of the current tenant grants into its own tables, where limits are enforced. */
@Injectable()
export class EntitlementCopyService {
  constructor(
    private readonly db: PlatformDb,
    private readonly tenantPlans: TenantPlansFacade,
  ) {}

  copy(): Promise<void> {
    const { id } = currentTenant();
    return this.tenantPlans.copyEntitlements(() => currentEntitlements(this.db, id));
  }
}
