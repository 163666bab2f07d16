import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { TenantDb, type ListRequest, type Page } from '#libs/database';
import { notFound, refuse } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { webhookPinged } from '../../events.js';
import { webhookDisabled } from '../domain/webhook.errors.js';
import { QueuedDeliveryService, type ReplayRange } from './queued-delivery.service.js';
import {
  deliveryById,
  deliveryList,
  webhookDeliveryView,
  webhookOfDeliveries,
  type WebhookDeliveryView,
} from './webhook-delivery.queries.js';
import { webhookById } from './webhook.queries.js';

/** So many at once: a longer range is asked for in parts. */
export const MOST_REPLAYED = 10_000;

/** What was sent to a webhook, and what is sent there once more. */
@Injectable()
export class WebhookDeliveryService {
  constructor(
    private readonly db: TenantDb,
    private readonly tenancy: TenancyFacade,
    private readonly queued: QueuedDeliveryService,
  ) {}

  list(webhookId: string, request: ListRequest): Promise<Page<WebhookDeliveryView>> {
    const parent = webhookOfDeliveries.bind(currentTenant().schema, { id: webhookId });
    return this.db.page(deliveryList, request, { fixedFilters: { webhookId }, parent });
  }

  async get(webhookId: string, id: string): Promise<WebhookDeliveryView> {
    const row = await this.db.one(deliveryById, { webhookId, id });
    if (!row) throw notFound();
    return webhookDeliveryView(row);
  }

  /** @throws 402 `plan.feature_missing`, 409 `webhook.disabled` */
  async ping(webhookId: string): Promise<WebhookDeliveryView> {
    await this.assertSends(webhookId);
    const event = webhookPinged.create(webhookId, { byId: currentUserId() ?? null });
    return this.get(webhookId, await this.queued.queueAt(webhookId, event));
  }

  /** @throws 402 `plan.feature_missing`, 409 `webhook.disabled` */
  async replay(webhookId: string, deliveryId: string): Promise<WebhookDeliveryView> {
    await this.assertSends(webhookId);
    await this.get(webhookId, deliveryId);
    return this.get(webhookId, await this.queued.queueAgain(webhookId, deliveryId));
  }

  /** @throws 402 `plan.feature_missing`, 409 `webhook.disabled` */
  async replayRange(webhookId: string, range: Omit<ReplayRange, 'most'>): Promise<{ count: number }> {
    await this.assertSends(webhookId);
    return { count: await this.queued.queueRange(webhookId, { ...range, most: MOST_REPLAYED }) };
  }

  private async assertSends(id: string): Promise<void> {
    const webhook = await this.db.one(webhookById, { id });
    if (!webhook) throw notFound();
    await this.tenancy.assertFeature('webhooks');
    if (!webhook.isActive) throw refuse(webhookDisabled);
  }
}
