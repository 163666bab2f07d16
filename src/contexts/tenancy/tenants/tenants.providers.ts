import { TenantDirectory } from '#libs/request-context';
import { ManagedTenantService } from './application/managed-tenant.service.js';
import { OperatorAccessService } from './application/operator-access.service.js';
import { TenantLifecycleService } from './application/tenant-lifecycle.service.js';
import { TenantProvisioningService } from './application/tenant-provisioning.service.js';
import { TenantSignUpService } from './application/tenant-sign-up.service.js';
import { TenantRegistryService } from './application/tenant-registry.service.js';
import { ManagedTenantController } from './http/managed-tenant.controller.js';

export const tenants = {
  controllers: [ManagedTenantController],
  providers: [
    TenantRegistryService,
    { provide: TenantDirectory, useExisting: TenantRegistryService },
    ManagedTenantService,
    OperatorAccessService,
    TenantLifecycleService,
    TenantProvisioningService,
    TenantSignUpService,
  ],
};
