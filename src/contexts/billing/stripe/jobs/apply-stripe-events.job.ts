import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AppConfig } from '#libs/config';
import { runAsSystem } from '#libs/request-context';
import { StripeInboxService } from '../application/stripe-inbox.service.js';
import { StripeReconciliationService } from '../application/stripe-reconciliation.service.js';

/** In every process that does background work, where Stripe is set up. Where nothing is due a tick costs three round trips. */
@Injectable()
export class ApplyStripeEventsJob implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Stripe');
  private running: Promise<void> | undefined;
  private isStopping = false;

  constructor(
    private readonly inbox: StripeInboxService,
    private readonly reconciliation: StripeReconciliationService,
    private readonly config: AppConfig,
  ) {}

  @Interval('stripe-events', 5_000)
  tick(): void {
    if (this.config.role === 'api' || !this.config.stripe || this.isStopping) return;
    this.running ??= this.run().finally(() => (this.running = undefined));
  }

  /** What has begun still needs its connection. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      await runAsSystem('stripe', async () => {
        await this.inbox.applyDue();
        await this.reconciliation.reconcileSome();
      });
    } catch (error) {
      this.logger.warn(`The next tick tries again: ${String(error)}`);
    }
  }
}
