import { Module } from '@nestjs/common';
import { IdentityModule } from '#contexts/identity';
import { TenancyModule } from '#contexts/tenancy';
import { WorkOrdersModule } from '#contexts/work-orders';
import { catalogue } from './catalogue/catalogue.providers.js';
import { feed } from './feed/feed.providers.js';
import { inbox } from './inbox/inbox.providers.js';
import { mails } from './mails/mails.providers.js';
import { preferences } from './preferences/preferences.providers.js';
import { stream } from './stream/stream.providers.js';
import { WebhookSecretsFacade } from './webhook-secrets.facade.js';
import { webhooks } from './webhooks/webhooks.providers.js';

@Module({
  imports: [IdentityModule, TenancyModule, WorkOrdersModule],
  controllers: [
    ...inbox.controllers,
    ...preferences.controllers,
    ...stream.controllers,
    ...webhooks.controllers,
    ...feed.controllers,
  ],
  providers: [
    ...catalogue.providers,
    ...preferences.providers,
    ...mails.providers,
    ...inbox.providers,
    ...stream.providers,
    ...feed.providers,
    ...webhooks.providers,
    WebhookSecretsFacade,
  ],
  exports: [WebhookSecretsFacade],
})
export class NotificationsModule {}
