import { TenantDb, type Statement } from '#libs/database';
import { RunsPerTenant, TenantWakeups, type TenantJob } from '#libs/jobs';
import type { TenantRef } from '#libs/request-context';
import { nextWebhookRun } from '../application/webhook-delivery.queries.js';
import { DAYS_KEPT, WebhookQueue } from '../application/webhook-queue.js';
import { WebhookSenderService } from '../application/webhook-sender.service.js';
import { WEBHOOKS } from '../application/webhook-wakeups.service.js';

/** Sends a tenant's events to its webhooks. */
@RunsPerTenant(WEBHOOKS)
export class SendWebhooksJob implements TenantJob {
  constructor(
    private readonly sender: WebhookSenderService,
    private readonly db: TenantDb,
    private readonly wakeups: TenantWakeups,
  ) {}

  run({ id, schema }: TenantRef): Promise<Date | null> {
    return this.sender.startDue({
      queue: new WebhookQueue(schema, (...statements) => this.db.batch(...statements)),
      lookAgain: (at) => this.wakeups.wakeBy(id, WEBHOOKS, at),
    });
  }

  nextWakeup(schema: string): Statement {
    return nextWebhookRun.bind(schema, { days: DAYS_KEPT + 1 });
  }
}
