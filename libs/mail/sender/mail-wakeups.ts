import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PlatformUnitOfWork } from '#libs/database';
import { JobTicker, TenantWakeups } from '#libs/jobs';
import { runOutside } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { MAILS } from '../queue/mail-queue.js';
import { PlatformMail } from '../queue/mail.entity.js';
import { PlatformMailsJob } from './platform-mails.job.js';

const PLATFORM = 'platform';

/** Has background processes look for mails at once, because somebody waits. Should a signal get lost, the next tick finds them. */
@Injectable()
export class MailWakeups implements BeforeApplicationShutdown {
  private readonly sending = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    unitOfWork: PlatformUnitOfWork,
    private readonly wakeups: TenantWakeups,
    private readonly signals: Signals,
    ticker: JobTicker,
    platform: PlatformMailsJob,
  ) {
    const look = (subject: string): void => {
      if (this.isStopped) return;
      if (subject === PLATFORM) runOutside(() => platform.tickNow());
      else ticker.tickNow();
    };
    signals.on(MAILS, { changed: look, missed: () => undefined });
    unitOfWork.addRecorder({
      statements: () => [],
      committed: ({ changes }) => {
        if (changes.some(({ entity }) => entity instanceof PlatformMail)) this.signal(PLATFORM);
      },
    });
  }

  async wakeTenant(tenantId: string): Promise<void> {
    await this.wakeups.wakeBy(tenantId, MAILS, null);
    this.signal(tenantId);
  }

  /** No signal outlives the connections to the database. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await Promise.allSettled(this.sending);
  }

  private signal(subject: string): void {
    const sent: Promise<void> = this.signals.send(MAILS, subject).finally(() => this.sending.delete(sent));
    this.sending.add(sent);
  }
}
