import { Module } from '@nestjs/common';
import { IdentityModule } from '#contexts/identity';
import { TenancyModule } from '#contexts/tenancy';
import { background } from './background/background.providers.js';
import { keptMail } from './kept-mail/kept-mail.providers.js';
import { newTenants } from './new-tenants/new-tenants.providers.js';
import { operations } from './operations/operations.providers.js';
import { overview } from './overview/overview.providers.js';

/** What operators see of all contexts. */
@Module({
  imports: [TenancyModule, IdentityModule],
  controllers: [
    ...newTenants.controllers,
    ...overview.controllers,
    ...operations.controllers,
    ...background.controllers,
    ...keptMail.controllers,
  ],
  providers: [
    ...newTenants.providers,
    ...overview.providers,
    ...operations.providers,
    ...background.providers,
    ...keptMail.providers,
  ],
})
export class AdministrationModule {}
