import { Global, Module } from '@nestjs/common';
import { CallMeter, LimitsModule } from '#libs/limits';
import { TenantDirectory } from '#libs/request-context';
import { EntitlementService } from './usage/application/entitlement.service.js';
import { TenantCallMeter } from './usage/application/tenant-call-meter.js';
import { TenantRegistry } from './tenants/application/tenant-registry.service.js';
import { TenantLifecycle } from './tenants/application/tenant-lifecycle.service.js';
import { TenantProvisioning } from './tenants/application/tenant-provisioning.service.js';
import { UsageService } from './usage/application/usage.service.js';
import { UsageController } from './usage/http/usage.controller.js';
import { TenancyFacade } from './tenancy.facade.js';

const directory = { provide: TenantDirectory, useExisting: TenantRegistry };
const meter = { provide: CallMeter, useClass: TenantCallMeter };

/** Global for the sake of what libraries ask for: TenantDirectory by jobs and events, CallMeter by the limits of calls. */
@Global()
@Module({
  imports: [LimitsModule],
  controllers: [UsageController],
  providers: [
    TenancyFacade,
    TenantRegistry,
    directory,
    meter,
    TenantProvisioning,
    TenantLifecycle,
    EntitlementService,
    UsageService,
  ],
  exports: [TenancyFacade, TenantDirectory, CallMeter],
})
export class TenancyModule {}
