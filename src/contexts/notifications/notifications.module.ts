import { Module } from '@nestjs/common';
import { IdentityModule } from '#contexts/identity';
import { TenancyModule } from '#contexts/tenancy';
import { WorkOrdersModule } from '#contexts/work-orders';
import { catalogue } from './catalogue/catalogue.providers.js';
import { feed } from './feed/feed.providers.js';
import { inbox } from './inbox/inbox.providers.js';
import { WebhookSecretsFacade } from './webhook-secrets.facade.js';
import { webhooks } from './webhooks/webhooks.providers.js';

@Module({
  imports: [IdentityModule, TenancyModule, WorkOrdersModule],
  controllers: [...inbox.controllers, ...webhooks.controllers, ...feed.controllers],
  providers: [
    ...catalogue.providers,
    ...inbox.providers,
    ...feed.providers,
    ...webhooks.providers,
    WebhookSecretsFacade,
  ],
  exports: [WebhookSecretsFacade],
})
export class NotificationsModule {}
