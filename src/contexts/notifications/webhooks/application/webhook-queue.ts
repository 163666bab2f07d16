import { isoUtc, type Statement, type StatementResult } from '#libs/database';
import type { EncryptedText } from '#libs/encryption';
import {
  claimAt,
  deleteOldDeliveries,
  giveBack,
  giveUpLost,
  noteArrival,
  noteFailure,
  type ClaimedDelivery,
  type Outcome,
} from './delivery-attempt.writes.js';
import { AT_ONCE_PER_WEBHOOK } from './webhook-places.js';
import { dueWebhooks, nextWebhookRun } from './webhook-delivery.queries.js';

type Run = (...statements: Statement[]) => Promise<StatementResult[]>;

export const DAYS_KEPT = 30;
const MOST_DELETED = 1_000;

export interface DueWebhook {
  readonly id: string;
  /** How many attempts, up to so many as may be made at once. */
  readonly due: number;
  /** Nothing arrives there. */
  readonly isFailing: boolean;
}

/** A delivery that this process is to send. */
export interface Delivery {
  readonly id: string;
  readonly lease: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly payload: Record<string, unknown>;
  readonly attempts: number;
  readonly url: string;
  readonly secrets: readonly EncryptedText[];
}

/** The deliveries of one tenant, as the processes see them that send them. */
export class WebhookQueue {
  constructor(
    private readonly schema: string,
    private readonly run: Run,
  ) {}

  async due(): Promise<DueWebhook[]> {
    const [, , due] = await this.run(
      giveUpLost.bind(this.schema, {}),
      deleteOldDeliveries.bind(this.schema, { days: DAYS_KEPT, most: MOST_DELETED }),
      dueWebhooks.bind(this.schema, { most: AT_ONCE_PER_WEBHOOK }),
    );
    return due!.rows as unknown as DueWebhook[];
  }

  /** The one that is due longest; no other process gets it until the lease has run out. */
  async claim(webhookId: string): Promise<Delivery | undefined> {
    const [claimed] = await this.run(claimAt.bind(this.schema, { webhookId, limit: 1 }));
    const row = claimed!.rows[0] as ClaimedDelivery | undefined;
    return row && deliveryOf(row);
  }

  async arrived({ id, lease }: Delivery, outcome: Outcome): Promise<void> {
    await this.run(noteArrival.bind(this.schema, { id, lease, ...outcome }));
  }

  /** @returns whether nothing has arrived at the webhook for days */
  async failed(
    { id, lease }: Delivery,
    failure: Outcome & { readonly error: string; readonly retryInSeconds: number | null },
  ): Promise<boolean> {
    const [noted] = await this.run(noteFailure.bind(this.schema, { id, lease, ...failure }));
    return noted!.rows[0]?.['isLasting'] === true;
  }

  async giveBack({ id, lease }: Delivery): Promise<void> {
    await this.run(giveBack.bind(this.schema, { id, lease }));
  }

  /** When there is something to do; null for never. */
  async nextRun(): Promise<Date | null> {
    const [next] = await this.run(nextWebhookRun.bind(this.schema, { days: DAYS_KEPT + 1 }));
    const at = next!.rows[0]?.['at'] as string | null | undefined;
    return at ? new Date(isoUtc(at)) : null;
  }
}

function deliveryOf(row: ClaimedDelivery): Delivery {
  const { id, webhookId, eventId, payload, attempts, url } = row;
  const secrets = [{ text: row.secret_encrypted, keyId: row.secret_key_id }];
  const { previous_secret_encrypted: text, previous_secret_key_id: keyId } = row;
  if (text && keyId && row.is_previous_valid) secrets.push({ text, keyId });
  return {
    id,
    lease: row.lease!,
    webhookId,
    eventId,
    payload,
    attempts,
    url,
    secrets,
  };
}
