import { Global, Module, type Provider, type Type } from '@nestjs/common';
import { CallMeter, LimitsModule } from '#libs/limits';
import { MailBrands } from '#libs/mail';
import { TenantDirectory } from '#libs/request-context';
import { ManagedTenantsFacade } from './managed-tenants.facade.js';
import { TenancyFacade } from './tenancy.facade.js';
import { TenantPlansFacade } from './tenant-plans.facade.js';
import { TenantSettingsFacade } from './tenant-settings.facade.js';
import { auditCopies } from './audit-copies/audit-copies.providers.js';
import { domains } from './domains/domains.providers.js';
import { settings } from './settings/settings.providers.js';
import { spares } from './spares/spares.providers.js';
import { tenants } from './tenants/tenants.providers.js';
import { usage } from './usage/usage.providers.js';

// in the order of the chapters of the API document
const rooms = [tenants, spares, auditCopies, domains, settings, usage];

/** Global because libraries need its providers: TenantDirectory for jobs and events, CallMeter for the limits of calls, MailBrands. */
@Global()
@Module({
  imports: [LimitsModule],
  controllers: rooms.flatMap(({ controllers }): Type[] => controllers),
  providers: [
    TenancyFacade,
    TenantSettingsFacade,
    ManagedTenantsFacade,
    TenantPlansFacade,
    ...rooms.flatMap(({ providers }): Provider[] => providers),
  ],
  exports: [
    TenancyFacade,
    TenantSettingsFacade,
    ManagedTenantsFacade,
    TenantPlansFacade,
    TenantDirectory,
    CallMeter,
    MailBrands,
  ],
})
export class TenancyModule {}
