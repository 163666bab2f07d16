import { Injectable, Logger } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { StripeCopyService } from './stripe-copy.service.js';
import { claimUnchecked } from './stripe-customer.writes.js';

const AT_ONCE = 20;
const RETRY_SECONDS = 600;

/** Once a day each customer is copied without any event, since events may have been lost. */
@Injectable()
export class StripeReconciliationService {
  private readonly logger = new Logger('Stripe');

  constructor(
    private readonly db: PlatformDb,
    private readonly copies: StripeCopyService,
  ) {}

  /** Some of those that are due. In any number of processes at once. */
  async reconcileSome(): Promise<void> {
    const [claimed] = await this.db.batch(claimUnchecked(AT_ONCE, RETRY_SECONDS));
    for (const row of claimed!.rows) await this.reconcile(row['stripe_customer_id'] as string);
  }

  private async reconcile(customer: string): Promise<void> {
    try {
      await this.copies.copy(customer);
    } catch (error) {
      this.logger.warn(`${customer} is compared with Stripe later: ${String(error)}`);
    }
  }
}
