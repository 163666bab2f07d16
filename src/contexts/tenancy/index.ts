export * from './events.js';
export { countUse } from './usage/application/entitlement-statements.js';
export type { FirstRow } from './tenants/application/first-row.writes.js';
export type { RegisteredTenant } from './tenants/application/registered-tenant.js';
export type { TenantOverview } from './tenants/application/tenant-overview.js';
export { TENANTS } from './tenants/application/tenant-registry.service.js';
export type { NewTenant } from './tenants/application/new-tenant.js';
export { planFeatureFacts, planFeatures, type PlanFeature } from './usage/domain/plan-features.js';
export type { PlanEntitlements, PlanLimit } from './usage/domain/plan-limits.js';
export type { TenantStatus } from './tenants/domain/tenant-status.js';
export { isTwoFactorRequired } from './tenants/domain/two-factor-policy.js';
export {
  addressTaken,
  badName,
  domainInUse,
  schemaInUse,
  slugInUse,
  tenantClosed,
} from './tenants/domain/tenant.errors.js';
export { USAGE } from './usage/application/usage-measurement.service.js';
export { planFeatureMissing, planLimitReached, planTooSmall } from './usage/domain/usage.errors.js';
export { ManagedTenantDto, tenantStatus } from './tenants/http/managed-tenant.dto.js';
export { LimitUsageDto, UsageDto } from './usage/http/usage.dto.js';
export type { ManagedTenantView } from './tenants/application/managed-tenant.queries.js';
export { invalidTransition, tenantNotReadable } from './tenants/domain/tenant.errors.js';
export type { UsageView } from './usage/application/usage.queries.js';
export type { OverLimit } from './usage/domain/over-limits.js';
export type { Needed } from './usage/application/larger-plan.service.js';
export type { Drift } from './usage/application/recount.service.js';
export { ENTITLEMENTS } from './tenants/application/plan-assignment.service.js';
export { TenantPlansFacade } from './tenant-plans.facade.js';
export { ManagedTenantsFacade } from './managed-tenants.facade.js';
export { TenancyFacade } from './tenancy.facade.js';
export { TenantSettingsFacade, type Letterhead } from './tenant-settings.facade.js';
export { TenancyModule } from './tenancy.module.js';
export type { TenancyReadContract } from './tenancy.read-contract.js';
