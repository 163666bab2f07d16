import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { AppConfig } from '#libs/config';
import { PlatformDb } from '#libs/database';
import { deleteOldKept } from '../delivery/kept-mail.writes.js';
import { DAYS_KEPT, MailQueue } from '../queue/mail-queue.js';
import { platformBrand } from '../template/mail-brand.js';
import { MailSender } from './mail-sender.js';

const NAME = 'platform-mails';

/** Sends the mails of the platform, in every process with background work. Where none is due a tick costs one round trip. */
@Injectable()
export class PlatformMailsJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Mail');
  private readonly queue: MailQueue;
  private running: Promise<void> | undefined;
  private lookAgain = false;
  private isTicking = false;

  constructor(
    private readonly db: PlatformDb,
    private readonly sender: MailSender,
    private readonly config: AppConfig,
    private readonly scheduler: SchedulerRegistry,
  ) {
    this.queue = new MailQueue({ schema: 'public', name: 'platform_mails' }, (...all) => db.batch(...all));
  }

  onApplicationBootstrap(): void {
    if (this.config.role === 'api') return;
    this.isTicking = true;
    const timer = setInterval(() => this.tickNow(), this.config.generation.tickSeconds * 1_000);
    this.scheduler.addInterval(NAME, timer);
  }

  /** Does nothing in a process without background work. */
  tickNow(): void {
    if (this.isTicking) void this.tick();
  }

  /** Sends what is due. A run in progress is shared, and looks again. */
  tick(): Promise<void> {
    this.lookAgain = true;
    this.running ??= this.runs().finally(() => (this.running = undefined));
    return this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isTicking = false;
    if (this.scheduler.doesExist('interval', NAME)) this.scheduler.deleteInterval(NAME);
    await this.running;
  }

  private async runs(): Promise<void> {
    const brand = platformBrand(this.config);
    try {
      while (this.lookAgain) {
        this.lookAgain = false;
        // the next tick looks anyway
        await this.sender.startDue({ queue: this.queue, brand, tenantId: null, lookAgain: async () => undefined });
        await this.db.batch(deleteOldKept(DAYS_KEPT));
      }
    } catch (error) {
      this.logger.warn(`Mails of the platform are sent at the next tick: ${String(error)}`);
    }
  }
}
