import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { assertVersion, UnitOfWork } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { webhookDeliveryQueued } from '../../events.js';
import { Webhook } from '../domain/webhook.entity.js';
import { forgetFailures } from './delivery-attempt.writes.js';
import { WebhookInterestService } from './webhook-interest.service.js';

/** Writes webhooks, and has every process know of it before the answer. */
@Injectable()
export class WebhookChangeService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly interest: WebhookInterestService,
    private readonly clock: Clock,
  ) {}

  async save(webhook: Webhook): Promise<void> {
    await this.unitOfWork.commit(webhook);
    await this.interest.tellOf(currentTenant());
  }

  async change(id: string, version: number, work: (webhook: Webhook, at: Date) => void): Promise<void> {
    const webhook = await this.find(id, version);
    work(webhook, this.clock.now());
    await this.save(webhook);
  }

  /** Its failures are forgotten with it, or the next one would disable it again. */
  async enable(id: string, version: number): Promise<void> {
    await this.unitOfWork.transactional(async () => {
      const webhook = await this.find(id, version);
      webhook.enable();
      await this.unitOfWork.commit(webhook);
      const statements = [forgetFailures.bind(currentTenant().schema, { id })];
      await this.unitOfWork.writeMany({ statements, audits: [], events: [webhookDeliveryQueued.create(id, {})] });
    });
    await this.interest.tellOf(currentTenant());
  }

  async remove(id: string, version: number): Promise<void> {
    await this.unitOfWork.remove(await this.find(id, version));
    await this.interest.tellOf(currentTenant());
  }

  private async find(id: string, version: number): Promise<Webhook> {
    const webhook = await this.em.findOne(Webhook, { id });
    if (!webhook) throw notFound();
    assertVersion(webhook, version);
    return webhook;
  }
}
