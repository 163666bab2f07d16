import { ApiUsageSchema } from './domain/api-usage.entity.js';
import { EntitlementSchema } from './domain/entitlement.entity.js';
import { TenantDomainSchema } from './domain/tenant-domain.entity.js';
import { TenantMigrationFailureSchema } from './domain/tenant-migration-failure.entity.js';
import { TenantSchema } from './domain/tenant.entity.js';
import { TenantWakeupSchema } from './domain/tenant-wakeup.entity.js';
import { UsageCounterSchema } from './domain/usage-counter.entity.js';

export const tenancyEntities = {
  platform: [TenantSchema, TenantDomainSchema, TenantWakeupSchema, TenantMigrationFailureSchema],
  tenant: [EntitlementSchema, UsageCounterSchema, ApiUsageSchema],
};
