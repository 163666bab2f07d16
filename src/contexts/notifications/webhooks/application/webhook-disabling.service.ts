import { LockMode } from '@mikro-orm/core';
import { Injectable, Logger } from '@nestjs/common';
import { IdentityFacade } from '#contexts/identity';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Mailer } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { NotificationService } from '../../inbox/application/notification.service.js';
import { Webhook } from '../domain/webhook.entity.js';
import { disabledReasons, webhookDisabledMail, type DisablingCause } from './webhook-disabled.mail.js';
import { WebhookInterestService } from './webhook-interest.service.js';
import { addressesOf } from './webhook-recipient.queries.js';

/** Disables a webhook at which nothing arrives, and tells those who can put it right. */
@Injectable()
export class WebhookDisablingService {
  private readonly logger = new Logger('Webhooks');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly db: TenantDb,
    private readonly identity: IdentityFacade,
    private readonly notifications: NotificationService,
    private readonly mailer: Mailer,
    private readonly interest: WebhookInterestService,
  ) {}

  /** One that is disabled already stays as it is, and nobody is told twice. */
  async disable(webhookId: string, cause: DisablingCause): Promise<void> {
    const isDone = await this.unitOfWork.transactional(async (em) => {
      const webhook = await em.findOne(Webhook, { id: webhookId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!webhook?.isActive) return false;
      webhook.disable(disabledReasons[cause]);
      await this.unitOfWork.commitAs('disable', webhook);
      await this.tell(webhook, cause);
      return true;
    });
    if (!isDone) return;
    const tenant = currentTenant();
    this.logger.warn(`Webhook ${webhookId} of ${tenant.slug} is disabled: ${disabledReasons[cause]}`);
    await this.interest.tellOf(tenant);
  }

  private async tell({ id, url }: Webhook, cause: DisablingCause): Promise<void> {
    const { host } = new URL(url);
    const userIds = await this.identity.usersWith('webhooks:manage');
    if (userIds.length === 0) return;
    const notice = {
      type: 'webhook_disabled',
      title: `Webhook at ${host} disabled`,
      message: `${disabledReasons[cause]} Enable it again once the receiver works.`,
      link: { type: 'webhook', id, url: `/v1/webhooks/${id}` },
    };
    await this.notifications.notify(...userIds.map((userId) => ({ userId, ...notice })));
    for (const { email } of await this.db.run(addressesOf, { userIds }))
      await this.mailer.queue(webhookDisabledMail, { to: email, data: { host, cause } });
  }
}
