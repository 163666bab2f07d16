import { Global, Module } from '@nestjs/common';
import { CallMeter, LimitsModule } from '#libs/limits';
import { TenantDirectory } from '#libs/request-context';
import { TenancyFacade } from './tenancy.facade.js';
import { auditCopies } from './audit-copies/audit-copies.providers.js';
import { domains } from './domains/domains.providers.js';
import { settings } from './settings/settings.providers.js';
import { tenants } from './tenants/tenants.providers.js';
import { usage } from './usage/usage.providers.js';

/** Global because libraries need its providers: TenantDirectory for jobs and events, CallMeter for the limits of calls. */
@Global()
@Module({
  imports: [LimitsModule],
  controllers: [...tenants.controllers, ...domains.controllers, ...settings.controllers, ...usage.controllers],
  providers: [
    TenancyFacade,
    ...tenants.providers,
    ...auditCopies.providers,
    ...domains.providers,
    ...settings.providers,
    ...usage.providers,
  ],
  exports: [TenancyFacade, TenantDirectory, CallMeter],
})
export class TenancyModule {}
