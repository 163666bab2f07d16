import { Injectable } from '@nestjs/common';
import { PlatformDb, UnitOfWork } from '#libs/database';
import { refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import {
  OwnSubscriptionService,
  type OwnSubscriptionView,
} from '../../subscriptions/application/own-subscription.service.js';
import { notPaidAtStripe } from '../domain/stripe.errors.js';
import { paidSubscription } from './paid-subscription.queries.js';
import { StripeClient } from './stripe.client.js';
import { StripeCopyService } from './stripe-copy.service.js';

/** Changes of what the current tenant pays at Stripe: made there, and copied at once. */
@Injectable()
export class PaidSubscriptionService {
  constructor(
    private readonly db: PlatformDb,
    private readonly client: StripeClient,
    private readonly copies: StripeCopyService,
    private readonly own: OwnSubscriptionService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** It goes on until the period that is paid has ended. @throws 409 `subscription.not_at_stripe`, 503 `stripe.unavailable` */
  cancel(): Promise<OwnSubscriptionView> {
    return this.endWithPeriod(true);
  }

  /** Takes {@link cancel} back, as long as the period runs. */
  resume(): Promise<OwnSubscriptionView> {
    return this.endWithPeriod(false);
  }

  private async endWithPeriod(ends: boolean): Promise<OwnSubscriptionView> {
    const paid = await this.db.one(paidSubscription, { tenantId: currentTenant().id });
    if (!paid) throw refuse(notPaidAtStripe);
    await this.client.endWithPeriod(paid.subscription!, ends);
    const entry = { action: ends ? 'cancel' : 'resume', resourceType: 'subscription' };
    await this.unitOfWork.writeMany({ statements: [], audits: [entry], events: [] });
    // where the process dies before that, the event of Stripe has it copied
    await this.copies.copy(paid.customer!);
    return this.own.get();
  }
}
