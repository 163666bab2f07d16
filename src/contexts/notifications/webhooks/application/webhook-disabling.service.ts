import { LockMode } from '@mikro-orm/core';
import { Injectable, Logger } from '@nestjs/common';
import { IdentityFacade } from '#contexts/identity';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Mailer } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { disabledReasons, type DisablingCause } from '../../catalogue/application/account-texts.js';
import { linkTo } from '../../catalogue/application/concern.js';
import { NoticeService } from '../../inbox/application/notice.service.js';
import { webhookDisabled } from '../../catalogue/application/notification-catalogue.js';
import { Webhook } from '../domain/webhook.entity.js';
import { webhookDisabledMail } from './webhook-disabled.mail.js';
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
    private readonly notices: NoticeService,
    private readonly mailer: Mailer,
    private readonly interest: WebhookInterestService,
  ) {}

  /** One that is disabled already stays as it is, and nobody is told twice. */
  async disable(webhookId: string, cause: DisablingCause): Promise<void> {
    const isDone = await this.unitOfWork.transactional(async (em) => {
      const webhook = await em.findOne(Webhook, { id: webhookId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!webhook?.isActive) return false;
      webhook.disable(disabledReasons[cause].en);
      await this.unitOfWork.commitAs('disable', webhook);
      await this.tell(webhook, cause);
      return true;
    });
    if (!isDone) return;
    const tenant = currentTenant();
    this.logger.warn(`Webhook ${webhookId} of ${tenant.slug} is disabled: ${disabledReasons[cause].en}`);
    await this.interest.tellOf(tenant);
  }

  private async tell({ id, url }: Webhook, cause: DisablingCause): Promise<void> {
    const { host } = new URL(url);
    const userIds = await this.identity.usersWith('webhooks:manage');
    if (userIds.length === 0) return;
    await this.notices.tell(webhookDisabled, { userIds, data: { host, cause }, link: linkTo('webhook', id) });
    for (const { email } of await this.db.run(addressesOf, { userIds }))
      await this.mailer.queue(webhookDisabledMail, { to: email, data: { host, cause } });
  }
}
