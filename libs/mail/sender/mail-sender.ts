import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { isoUtc } from '#libs/database';
import { DeliveryError, MailDelivery } from '../delivery/mail-delivery.js';
import { MAX_ATTEMPTS } from '../queue/mail.writes.js';
import type { ClaimedMail, MailQueue } from '../queue/mail-queue.js';
import { MailSeal } from '../queue/mail-seal.js';
import type { SealedMail } from '../queue/mailer.js';
import type { MailBrand } from '../template/mail-brand.js';
import { mailTemplate } from '../template/mail-template.js';
import { renderMail } from '../template/render-mail.js';
import { backOffSeconds } from './back-off.js';
import { MailPlaces } from './mail-places.js';

/** Then other owners come first. */
const LONGEST_RUN_MS = 15_000;
/** How long a shutdown waits for mails that a server is accepting. */
const SHUTDOWN_MS = 5_000;

/** Whose mails are sent. */
export interface MailSource {
  readonly queue: MailQueue;
  readonly brand: MailBrand;
  /** Null for the platform's. */
  readonly tenantId: string | null;
  /** Has the queue looked at again at that time at the latest. */
  lookAgain(at: Date): Promise<void>;
}

/**
 * Sends what is due, in any number of processes: each mail is claimed by one. A process that dies after the server has accepted a mail and
 * before that is noted sends it once more, under the same Message-ID; no mail is lost.
 */
@Injectable()
export class MailSender implements BeforeApplicationShutdown {
  /** For one mail. Less than its lease, so that a slow one is never sent by two at once. */
  readonly timeLimitMs: number = 60_000;
  private readonly logger = new Logger('Mail');
  private readonly places = new MailPlaces();
  private readonly runs = new Set<Promise<void>>();
  private readonly stop = new AbortController();
  private isStopping = false;

  constructor(
    private readonly delivery: MailDelivery,
    private readonly seal: MailSeal,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts to send, as far as places are free, and does not wait: a slow server holds up neither the caller nor the mails of others.
   * @returns when there is something to do again; null for never, until a mail is queued
   */
  async startDue(source: MailSource): Promise<Date | null> {
    const places = this.isStopping ? 0 : this.places.take(source.tenantId);
    const claimed = places > 0 ? await this.claim(source, places) : [];
    if (claimed.length > 0) this.track(this.sendAll(source, claimed));
    return source.queue.nextRun();
  }

  /** Resolves when this process sends no mail. */
  async idle(): Promise<void> {
    while (this.runs.size > 0) await Promise.allSettled(this.runs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    const timer = setTimeout(() => this.stop.abort(), SHUTDOWN_MS);
    await this.idle();
    clearTimeout(timer);
    this.delivery.close();
  }

  private track(work: Promise<void>): void {
    const run: Promise<void> = work
      .catch((error: unknown) => this.logger.warn(`Mails are sent later: ${String(error)}`))
      .finally(() => this.runs.delete(run));
    this.runs.add(run);
  }

  /** Gives back the places that are not needed. */
  private async claim({ queue, tenantId }: MailSource, places: number): Promise<ClaimedMail[]> {
    let claimed: ClaimedMail[] = [];
    try {
      return (claimed = await queue.claim(places));
    } finally {
      this.places.give(tenantId, places - claimed.length);
    }
  }

  private async sendAll(source: MailSource, claimed: readonly ClaimedMail[]): Promise<void> {
    const end = performance.now() + LONGEST_RUN_MS;
    await Promise.all(claimed.map((mail) => this.sendFrom(mail, source, end)));
    const next = await source.queue.nextRun();
    if (next) await source.lookAgain(next);
  }

  /** One after the other at one place, so that a slow mail does not hold up those at the tenant's other places. */
  private async sendFrom(first: ClaimedMail, source: MailSource, end: number): Promise<void> {
    try {
      let mail: ClaimedMail | undefined = first;
      while (mail) {
        await this.send(mail, source);
        const isOver: boolean = this.isStopping || performance.now() > end;
        mail = isOver ? undefined : (await source.queue.claim(1))[0];
      }
    } finally {
      this.places.give(source.tenantId, 1);
    }
  }

  private async send(mail: ClaimedMail, source: MailSource): Promise<void> {
    if (this.isStopping) return source.queue.giveBack(mail);
    if (mail.valid_until && Date.parse(isoUtc(mail.valid_until)) <= this.clock.now().getTime())
      return source.queue.failed(mail, 'It was of no use any more when it could have been sent.');
    try {
      await this.deliver(mail, source);
      await source.queue.sent(mail);
    } catch (error) {
      await this.noteFailure(mail, source.queue, error);
    }
  }

  private async deliver(mail: ClaimedMail, { brand, tenantId }: MailSource): Promise<void> {
    const { id, template, recipient } = mail;
    const known = mailTemplate(template);
    // queued by a newer release, whose processes send it
    if (!known) throw new DeliveryError(`There is no mail called ${template}.`, 'unknown template', false);
    const { data, attachment } = this.seal.open<SealedMail>(id, mail.content);
    const rendered = renderMail(known, data, brand, mail.locale);
    const signal = AbortSignal.any([AbortSignal.timeout(this.timeLimitMs), this.stop.signal]);
    await this.delivery.deliver({ ...rendered, id, template, recipient, tenantId, attachment }, signal);
  }

  /** The log names no address and quotes no text. */
  private async noteFailure(mail: ClaimedMail, queue: MailQueue, error: unknown): Promise<void> {
    if (this.stop.signal.aborted) return queue.giveBack(mail);
    const { answer, isFinal, message } = error instanceof DeliveryError ? error : ownFault(error);
    const isLast = isFinal || mail.attempts >= MAX_ATTEMPTS;
    const seconds = backOffSeconds(mail.attempts);
    const next = isLast ? 'is given up' : `is tried again in ${seconds} s`;
    this.logger.warn(`Mail ${mail.id} (${mail.template}) ${next}, attempt ${mail.attempts}: ${message}`);
    await (isLast ? queue.failed(mail, answer) : queue.retryIn(seconds, mail, answer));
  }
}

/** A fault of this side: another release may put it right. */
function ownFault(error: unknown): Pick<DeliveryError, 'answer' | 'isFinal' | 'message'> {
  const message = error instanceof Error ? error.message : String(error);
  return { answer: message, isFinal: false, message };
}
