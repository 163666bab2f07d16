import { TenantDirectory } from '#libs/request-context';
import { TenantLifecycleService } from './application/tenant-lifecycle.service.js';
import { TenantProvisioningService } from './application/tenant-provisioning.service.js';
import { TenantSignUpService } from './application/tenant-sign-up.service.js';
import { TenantRegistryService } from './application/tenant-registry.service.js';

export const tenants = {
  controllers: [],
  providers: [
    TenantRegistryService,
    { provide: TenantDirectory, useExisting: TenantRegistryService },
    TenantLifecycleService,
    TenantProvisioningService,
    TenantSignUpService,
  ],
};
