export { countUse } from './usage/application/entitlement-statements.js';
export type { RegisteredTenant } from './tenants/application/registered-tenant.js';
export type { TenantOverview } from './tenants/application/tenant-lifecycle.service.js';
export type { NewTenant } from './tenants/application/tenant-provisioning.service.js';
export type { PlanEntitlements, PlanLimit } from './usage/domain/plan-limits.js';
export type { TenantStatus } from './tenants/domain/tenant-status.js';
export { TenancyFacade } from './tenancy.facade.js';
export { TenancyModule } from './tenancy.module.js';
export type { TenancyReadContract } from './tenancy.read-contract.js';
