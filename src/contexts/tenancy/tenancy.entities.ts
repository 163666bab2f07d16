import { ApiUsageSchema } from './usage/domain/api-usage.entity.js';
import { EntitlementSchema } from './usage/domain/entitlement.entity.js';
import { TenantDomainSchema } from './domains/domain/tenant-domain.entity.js';
import { TenantFormerSlugSchema } from './tenants/domain/tenant-former-slug.entity.js';
import { TenantMigrationFailureSchema } from './tenants/domain/tenant-migration-failure.entity.js';
import { TenantSchema } from './tenants/domain/tenant.entity.js';
import { TenantWakeupSchema } from './tenants/domain/tenant-wakeup.entity.js';
import { UsageCounterSchema } from './usage/domain/usage-counter.entity.js';

export const tenancyEntities = {
  platform: [
    TenantSchema,
    TenantFormerSlugSchema,
    TenantDomainSchema,
    TenantWakeupSchema,
    TenantMigrationFailureSchema,
  ],
  tenant: [EntitlementSchema, UsageCounterSchema, ApiUsageSchema],
};
