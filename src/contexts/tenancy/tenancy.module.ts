import { Global, Module } from '@nestjs/common';
import { CallMeter, LimitsModule } from '#libs/limits';
import { MailBrands } from '#libs/mail';
import { TenantDirectory } from '#libs/request-context';
import { TenancyFacade } from './tenancy.facade.js';
import { domains } from './domains/domains.providers.js';
import { settings } from './settings/settings.providers.js';
import { tenants } from './tenants/tenants.providers.js';
import { usage } from './usage/usage.providers.js';

/** Global because libraries need its providers: TenantDirectory for jobs and events, CallMeter for the limits of calls, MailBrands. */
@Global()
@Module({
  imports: [LimitsModule],
  controllers: [...tenants.controllers, ...domains.controllers, ...settings.controllers, ...usage.controllers],
  providers: [TenancyFacade, ...tenants.providers, ...domains.providers, ...settings.providers, ...usage.providers],
  exports: [TenancyFacade, TenantDirectory, CallMeter, MailBrands],
})
export class TenancyModule {}
