import { MovedHosts } from '#libs/http';
import { TenantDirectory } from '#libs/request-context';
import { FormerSlugsService } from './application/former-slugs.service.js';
import { MovedTenantsService } from './application/moved-tenants.service.js';
import { TenantChangeService } from './application/tenant-change.service.js';
import { TenantLifecycleService } from './application/tenant-lifecycle.service.js';
import { TenantProvisioningService } from './application/tenant-provisioning.service.js';
import { TenantRegistryService } from './application/tenant-registry.service.js';
import { TenantRenamingService } from './application/tenant-renaming.service.js';

export const tenants = {
  controllers: [],
  providers: [
    TenantRegistryService,
    { provide: TenantDirectory, useExisting: TenantRegistryService },
    FormerSlugsService,
    { provide: MovedHosts, useClass: MovedTenantsService },
    TenantChangeService,
    TenantRenamingService,
    TenantLifecycleService,
    TenantProvisioningService,
  ],
};
