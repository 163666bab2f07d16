import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { productVersion } from '#libs/http';
import { Clock } from '#libs/kernel';
import { MAX_ATTEMPTS, retryDelay } from '../domain/retry-delays.js';
import type { Outcome } from './delivery-attempt.writes.js';
import { messageBody } from '../../messages/application/event-message.js';
import { WebhookClient, type WebhookAnswer } from './webhook.client.js';
import { WebhookDisablingService } from './webhook-disabling.service.js';
import { WebhookPlaces } from './webhook-places.js';
import type { Delivery, DueWebhook, WebhookQueue } from './webhook-queue.js';
import { signatureHeaders } from './webhook-secret.js';
import { WebhookSecretService } from './webhook-secret.service.js';

/** Then other webhooks come first. */
const LONGEST_RUN_MS = 15_000;
/** How long a shutdown waits for receivers that are answering. */
const SHUTDOWN_MS = 5_000;
const GONE = 410;
const userAgent = `FieldPilot/${productVersion()}`;

/** Whose events are sent. */
export interface WebhookSource {
  readonly queue: WebhookQueue;
  /** Has the queue looked at again at that time at the latest. */
  lookAgain(at: Date): Promise<void>;
}

/**
 * Sends what is due, in any number of processes: each attempt is made by one. A process that dies after the receiver has answered and before
 * that is noted sends the event once more, under the same webhook-id; no event is lost.
 */
@Injectable()
export class WebhookSenderService implements BeforeApplicationShutdown {
  /** For one attempt. Less than its lease, so that a slow one is never made by two at once. */
  readonly timeLimitMs: number = 15_000;
  private readonly logger = new Logger('Webhooks');
  private readonly places = new WebhookPlaces();
  private readonly runs = new Set<Promise<void>>();
  private readonly stop = new AbortController();
  private isStopping = false;

  constructor(
    private readonly client: WebhookClient,
    private readonly secrets: WebhookSecretService,
    private readonly disabling: WebhookDisablingService,
    private readonly clock: Clock,
  ) {}

  /** Starts to send, as far as places are free, and does not wait: a slow receiver holds up neither the caller nor other webhooks. */
  async startDue(source: WebhookSource): Promise<Date | null> {
    const due = this.isStopping ? [] : await source.queue.due();
    for (const webhook of due)
      for (let places = this.places.take(webhook.id, webhook.isFailing, webhook.due); places > 0; places -= 1)
        this.track(this.sendTo(webhook, source));
    return source.queue.nextRun();
  }

  /** Resolves when this process sends nothing. */
  async idle(): Promise<void> {
    while (this.runs.size > 0) await Promise.allSettled(this.runs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    const timer = setTimeout(() => this.stop.abort(), SHUTDOWN_MS);
    await this.idle();
    clearTimeout(timer);
  }

  private track(work: Promise<void>): void {
    const run: Promise<void> = work
      .catch((error: unknown) => this.logger.warn(`Events are sent later: ${String(error)}`))
      .finally(() => this.runs.delete(run));
    this.runs.add(run);
  }

  /** One after the other at one place, until nothing is due there or others have waited long enough. */
  private async sendTo({ id, isFailing }: DueWebhook, source: WebhookSource): Promise<void> {
    const { queue } = source;
    const end = performance.now() + LONGEST_RUN_MS;
    try {
      for (;;) {
        const delivery = this.isStopping || performance.now() > end ? undefined : await queue.claim(id);
        if (!delivery) break;
        const hasAnswered = await this.send(delivery, queue);
        if (!hasAnswered) break;
      }
    } finally {
      this.places.give(id, isFailing);
    }
    const next = await queue.nextRun();
    if (next) await source.lookAgain(next);
  }

  /** @returns whether the receiver has answered, whatever it was */
  private async send(delivery: Delivery, queue: WebhookQueue): Promise<boolean> {
    const start = performance.now();
    const took = (): number => Math.round(performance.now() - start);
    try {
      const answer = await this.attempt(delivery);
      await this.noteAnswer(delivery, queue, answer, took());
      return true;
    } catch (error) {
      await this.noteSilence(delivery, queue, took(), error);
      return false;
    }
  }

  private attempt({ webhookId, eventId, payload, url, secrets }: Delivery): Promise<WebhookAnswer> {
    const body = messageBody(payload);
    const timestamp = Math.floor(this.clock.now().getTime() / 1_000);
    const keys = secrets.map((stored) => this.secrets.decrypt(stored, webhookId));
    const headers = {
      'content-type': 'application/json',
      'user-agent': userAgent,
      ...signatureHeaders({ id: eventId, timestamp, body }, keys),
    };
    const signal = AbortSignal.any([AbortSignal.timeout(this.timeLimitMs), this.stop.signal]);
    return this.client.post(url, headers, body, signal);
  }

  private async noteAnswer(
    delivery: Delivery,
    queue: WebhookQueue,
    { status, body, retryAfter }: WebhookAnswer,
    durationMs: number,
  ): Promise<void> {
    const outcome = { responseStatus: status, responseBody: body, durationMs };
    if (status >= 200 && status < 300) return queue.arrived(delivery, outcome);
    const reason = status >= 300 && status < 400 ? 'Redirects are not followed.' : `The receiver answered ${status}.`;
    await this.noteFailure(delivery, queue, { ...outcome, error: reason }, retryAfter);
    if (status === GONE) await this.disabling.disable(delivery.webhookId, 'gone');
  }

  private noteSilence(delivery: Delivery, queue: WebhookQueue, durationMs: number, error: unknown): Promise<void> {
    if (this.stop.signal.aborted) return queue.giveBack(delivery);
    const outcome = { responseStatus: null, responseBody: null, durationMs };
    return this.noteFailure(delivery, queue, { ...outcome, error: reasonOf(error) }, null);
  }

  private async noteFailure(
    delivery: Delivery,
    queue: WebhookQueue,
    failure: Outcome & { readonly error: string },
    retryAfter: number | null,
  ): Promise<void> {
    const isLast = delivery.attempts >= MAX_ATTEMPTS;
    const retryInSeconds = isLast ? null : retryDelay(delivery.attempts, retryAfter);
    const isLasting = await queue.failed(delivery, { ...failure, retryInSeconds });
    if (isLasting) await this.disabling.disable(delivery.webhookId, 'failing');
  }
}

function reasonOf(error: unknown): string {
  const { name, message } = error as Error;
  return name === 'TimeoutError' ? 'The receiver did not answer in time.' : message.slice(0, 500);
}
