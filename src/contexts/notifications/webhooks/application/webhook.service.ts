import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { AppConfig } from '#libs/config';
import { TenantDb, type ListRequest, type Page } from '#libs/database';
import { notFound, refuse } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { MOST_WEBHOOKS, tooManyWebhooks } from '../domain/webhook.errors.js';
import { Webhook, type WebhookDetails } from '../domain/webhook.entity.js';
import { WebhookChangeService } from './webhook-change.service.js';
import { newWebhookSecret } from './webhook-secret.js';
import { WebhookSecretService } from './webhook-secret.service.js';
import { webhookUrl } from './webhook-url.js';
import {
  webhookById,
  enabledWebhookCount,
  webhookHealth,
  webhookHealthView,
  webhookList,
  webhookView,
  type WebhookHealth,
  type WebhookView,
} from './webhook.queries.js';

type Given = Pick<WebhookDetails, 'url'> & Partial<WebhookDetails>;

/** Where the events of the account are sent. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly db: TenantDb,
    private readonly tenancy: TenancyFacade,
    private readonly secrets: WebhookSecretService,
    private readonly changes: WebhookChangeService,
    private readonly config: AppConfig,
  ) {}

  list(request: ListRequest): Promise<Page<WebhookView>> {
    return this.db.page(webhookList, request);
  }

  async get(id: string): Promise<WebhookView> {
    const row = await this.db.one(webhookById, { id });
    if (!row) throw notFound();
    return webhookView(row);
  }

  async health(id: string): Promise<WebhookHealth> {
    const row = await this.db.one(webhookHealth, { id });
    if (!row) throw notFound();
    return webhookHealthView(row);
  }

  /** @throws 402 `plan.feature_missing`, 409 `webhook.too_many`, 422 `webhook.invalid_url` */
  async create({ url, description = null, eventTypes = null }: Given): Promise<WebhookView> {
    await this.tenancy.assertFeature('webhooks');
    const details = { url: this.checked(url), description, eventTypes };
    await this.assertRoom();
    const secret = newWebhookSecret();
    const webhook = Webhook.create(details, currentUserId() ?? null, (id) => this.secrets.encrypt(secret, id));
    await this.changes.save(webhook);
    return { ...(await this.get(webhook.id)), secret };
  }

  /** @throws 422 `webhook.invalid_url` */
  async edit(id: string, version: number, { url, ...others }: Partial<Given>): Promise<WebhookView> {
    const changes = url === undefined ? others : { ...others, url: this.checked(url) };
    await this.changes.change(id, version, (webhook) => webhook.edit(changes));
    return this.get(id);
  }

  async remove(id: string, version: number): Promise<void> {
    await this.changes.remove(id, version);
  }

  /** @throws 402 `plan.feature_missing` */
  async rotateSecret(id: string, version: number, overlapSeconds: number): Promise<WebhookView> {
    await this.tenancy.assertFeature('webhooks');
    const secret = newWebhookSecret();
    await this.changes.change(id, version, (webhook, at) =>
      webhook.rotateSecret(this.secrets.encrypt(secret, id), at, overlapSeconds),
    );
    return { ...(await this.get(id)), secret };
  }

  /** What is waiting there is sent from now on. @throws 402 `plan.feature_missing`, 409 `webhook.too_many` */
  async enable(id: string, version: number): Promise<WebhookView> {
    await this.tenancy.assertFeature('webhooks');
    if (!(await this.get(id)).isActive) await this.assertRoom();
    await this.changes.enable(id, version);
    return this.get(id);
  }

  async disable(id: string, version: number): Promise<WebhookView> {
    await this.changes.change(id, version, (webhook) => webhook.disable(null));
    return this.get(id);
  }

  private async assertRoom(): Promise<void> {
    if ((await this.db.count(enabledWebhookCount, {})) >= MOST_WEBHOOKS) throw refuse(tooManyWebhooks);
  }

  private checked(url: string): string {
    return webhookUrl(url, this.config.webhooksToLoopback);
  }
}
