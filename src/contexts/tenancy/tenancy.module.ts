import { Global, Module } from '@nestjs/common';
import { CallMeter, LimitsModule } from '#libs/http';
import { TenantDirectory } from '#libs/request-context';
import { EntitlementService } from './application/entitlement.service.js';
import { TenantCallMeter } from './application/tenant-call-meter.js';
import { TenantRegistry } from './application/tenant-registry.service.js';
import { TenantLifecycle } from './application/tenant-lifecycle.service.js';
import { TenantProvisioning } from './application/tenant-provisioning.service.js';
import { UsageService } from './application/usage.service.js';
import { UsageController } from './http/usage.controller.js';
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
