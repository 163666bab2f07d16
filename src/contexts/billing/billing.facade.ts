import { Injectable } from '@nestjs/common';
import { StripeEventService } from './stripe/application/stripe-event.service.js';

/** What programs beside the API may command. */
@Injectable()
export class BillingFacade {
  constructor(private readonly events: StripeEventService) {}

  /** Has an event of Stripe applied once more. @throws 404 `resource.not_found` */
  async replayStripeEvent(id: string, reason: string): Promise<void> {
    await this.events.replay(id, reason);
  }

  /** Those that were set aside. @returns how many */
  replayDeadStripeEvents(reason: string): Promise<number> {
    return this.events.replayAllDead(reason);
  }
}
