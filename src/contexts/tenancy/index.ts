export { countUse } from './application/entitlement-statements.js';
export type { RegisteredTenant } from './application/registered-tenant.js';
export type { TenantOverview } from './application/tenant-lifecycle.service.js';
export type { NewTenant } from './application/tenant-provisioning.service.js';
export type { PlanEntitlements, PlanLimit } from './domain/plan-limits.js';
export type { TenantStatus } from './domain/tenant-status.js';
export { TenancyFacade } from './tenancy.facade.js';
export { TenancyModule } from './tenancy.module.js';
export type { TenancyReadContract } from './tenancy.read-contract.js';
