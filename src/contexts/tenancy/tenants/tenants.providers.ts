import { MovedHosts } from '#libs/http';
import { TenantDirectory } from '#libs/request-context';
import { FormerSlugsService } from './application/former-slugs.service.js';
import { ManagedTenantService } from './application/managed-tenant.service.js';
import { MovedTenantsService } from './application/moved-tenants.service.js';
import { OperatorAccessService } from './application/operator-access.service.js';
import { PlanAssignmentService } from './application/plan-assignment.service.js';
import { TenantChangeService } from './application/tenant-change.service.js';
import { TenantLifecycleService } from './application/tenant-lifecycle.service.js';
import { TenantProvisioningService } from './application/tenant-provisioning.service.js';
import { TenantSignUpService } from './application/tenant-sign-up.service.js';
import { TenantRegistryService } from './application/tenant-registry.service.js';
import { TenantRenamingService } from './application/tenant-renaming.service.js';
import { ManagedTenantController } from './http/managed-tenant.controller.js';
import { TenantLifecycleController } from './http/tenant-lifecycle.controller.js';

export const tenants = {
  controllers: [ManagedTenantController, TenantLifecycleController],
  providers: [
    TenantRegistryService,
    { provide: TenantDirectory, useExisting: TenantRegistryService },
    FormerSlugsService,
    { provide: MovedHosts, useClass: MovedTenantsService },
    ManagedTenantService,
    OperatorAccessService,
    PlanAssignmentService,
    TenantChangeService,
    TenantRenamingService,
    TenantLifecycleService,
    TenantProvisioningService,
    TenantSignUpService,
  ],
};
