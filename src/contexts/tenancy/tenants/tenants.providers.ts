import { TenantDirectory } from '#libs/request-context';
import { TenantLifecycle } from './application/tenant-lifecycle.service.js';
import { TenantProvisioning } from './application/tenant-provisioning.service.js';
import { TenantRegistry } from './application/tenant-registry.service.js';

export const tenants = {
  controllers: [],
  providers: [
    TenantRegistry,
    { provide: TenantDirectory, useExisting: TenantRegistry },
    TenantLifecycle,
    TenantProvisioning,
  ],
};
