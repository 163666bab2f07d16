import { Injectable } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { secondsUntilRetry } from '../domain/event-retries.js';
import { StripeCopyService } from './stripe-copy.service.js';
import { claimEvents, endEvents, forgetEvents, postponeEvent } from './stripe-inbox.writes.js';

const AT_ONCE = 50;
/** Longer than all calls that a customer needs. */
const LEASE_SECONDS = 120;
const DAYS_KEPT = 90;
const LONGEST_REASON = 500;

interface Claimed {
  readonly id: string;
  readonly stripe_customer_id: string | null;
  readonly attempts: number;
}

/** Applies the events of Stripe: each means that its customer is to be copied, all events of a customer together that it is copied once. */
@Injectable()
export class StripeInboxService {
  constructor(
    private readonly db: PlatformDb,
    private readonly copies: StripeCopyService,
  ) {}

  /** Applies what is due. In any number of processes at once. */
  async applyDue(): Promise<void> {
    let claimed: Claimed[];
    do {
      const lease = uuidv7();
      const [result] = await this.db.batch(claimEvents(lease, AT_ONCE, LEASE_SECONDS));
      claimed = result!.rows as unknown as Claimed[];
      for (const [customer, events] of Map.groupBy(claimed, (event) => event.stripe_customer_id))
        await this.applyAll(lease, customer, events);
    } while (claimed.length === AT_ONCE);
    await this.db.batch(forgetEvents(DAYS_KEPT));
  }

  /** What fails for one customer is tried again later, and stops no other. */
  private async applyAll(lease: string, customer: string | null, events: readonly Claimed[]): Promise<void> {
    try {
      const tenantId = customer === null ? null : await this.copies.copy(customer);
      if (tenantId === undefined) return await this.postpone(lease, events, 'No tenant is this customer.', () => null);
      const ids = events.map(({ id }) => id);
      await this.db.batch(endEvents(lease, ids, tenantId));
    } catch (error) {
      await this.postpone(lease, events, String(error), ({ attempts }) => secondsUntilRetry(attempts));
    }
  }

  private async postpone(
    lease: string,
    events: readonly Claimed[],
    reason: string,
    seconds: (event: Claimed) => number | null,
  ): Promise<void> {
    const text = reason.slice(0, LONGEST_REASON);
    await this.db.batch(...events.map((event) => postponeEvent(lease, event.id, text, seconds(event))));
  }
}
