import { Global, Module } from '@nestjs/common';
import { TenantDirectory } from '#libs/request-context';
import { EntitlementService } from './application/entitlement.service.js';
import { TenantRegistry } from './application/tenant-registry.service.js';
import { TenantLifecycle } from './application/tenant-lifecycle.service.js';
import { TenantProvisioning } from './application/tenant-provisioning.service.js';
import { TenancyFacade } from './tenancy.facade.js';

const directory = { provide: TenantDirectory, useExisting: TenantRegistry };

/** Global for the sake of TenantDirectory, which jobs and events ask for. */
@Global()
@Module({
  providers: [TenancyFacade, TenantRegistry, directory, TenantProvisioning, TenantLifecycle, EntitlementService],
  exports: [TenancyFacade, TenantDirectory],
})
export class TenancyModule {}
