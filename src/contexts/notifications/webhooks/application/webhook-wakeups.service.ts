import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { JobTicker, TenantWakeups } from '#libs/jobs';
import { Signals } from '#libs/signals';

/** The kind of wake-up, and the topic of signals, for what is to be sent. */
export const WEBHOOKS = 'webhooks';

/** Has background processes look at once for what is due. Should a signal get lost, the next tick finds it. */
@Injectable()
export class WebhookWakeupsService implements BeforeApplicationShutdown {
  private readonly sending = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly wakeups: TenantWakeups,
    private readonly signals: Signals,
    ticker: JobTicker,
  ) {
    const look = (): void => {
      if (!this.isStopped) ticker.tickNow();
    };
    signals.on(WEBHOOKS, { changed: look, missed: () => undefined });
  }

  async wake(tenantId: string): Promise<void> {
    await this.wakeups.wakeBy(tenantId, WEBHOOKS, null);
    const sent: Promise<void> = this.signals.send(WEBHOOKS, tenantId).finally(() => this.sending.delete(sent));
    this.sending.add(sent);
  }

  /** No signal outlives the connections to the database. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    await Promise.allSettled(this.sending);
  }
}
