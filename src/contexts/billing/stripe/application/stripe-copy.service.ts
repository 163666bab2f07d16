import { Injectable, Logger } from '@nestjs/common';
import { TenantPlansFacade } from '#contexts/tenancy';
import { PlatformDb, PlatformUnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { PlanService } from '../../plans/application/plan.service.js';
import { currentEntitlements } from '../../subscriptions/application/current-entitlements.js';
import { Subscription, type StripeSubscription } from '../../subscriptions/domain/subscription.entity.js';
import { isLive } from '../../subscriptions/domain/subscription-status.js';
import { StripeClient } from './stripe.client.js';
import { tenantOfCustomer } from './stripe-customer.queries.js';
import { countCopy } from './stripe-customer.writes.js';
import { subscriptionOf } from './stripe-subscription.js';

const ATTEMPTS = 5;

type Customer = typeof tenantOfCustomer.row;

/**
 * Copies what a customer has at Stripe, as a whole and as it is now. Whoever copies counts that in the row of the customer, and copies anew
 * where somebody else has counted since it was read: so what is written last was fetched last, whatever the order of events.
 */
@Injectable()
export class StripeCopyService {
  private readonly logger = new Logger('Stripe');

  constructor(
    private readonly db: PlatformDb,
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly client: StripeClient,
    private readonly tenantPlans: TenantPlansFacade,
    private readonly plans: PlanService,
    private readonly clock: Clock,
  ) {}

  /** @returns the tenant; undefined where nobody here is this customer */
  async copy(stripeCustomerId: string): Promise<string | undefined> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const customer = await this.db.one(tenantOfCustomer, { stripeCustomerId });
      if (!customer) return undefined;
      const found = await this.client.subscriptionsOf(stripeCustomerId);
      const state = found.map((each) => subscriptionOf(stripeCustomerId, each));
      if (await this.write(customer, this.withoutDoubles(state))) return customer.tenantId;
    }
    throw new Error('What the customer has at Stripe changes faster than it can be copied.');
  }

  /** An account has one subscription. Of several, which somebody has made at Stripe, the latest counts. */
  private withoutDoubles(state: readonly StripeSubscription[]): StripeSubscription[] {
    const [, ...doubles] = state.filter(({ status }) => isLive(status));
    for (const { stripeCustomerId, stripeSubscriptionId } of doubles)
      this.logger.error(`${stripeCustomerId} pays for another subscription as well: cancel ${stripeSubscriptionId}.`);
    return state.filter((each) => !doubles.includes(each));
  }

  /** @returns false where somebody else has copied since the customer was read */
  private async write(customer: Customer, state: readonly StripeSubscription[]): Promise<boolean> {
    if (state.length === 0) return this.isCounted(customer);
    const { tenantId } = customer;
    const live = state.find(({ status }) => isLive(status));
    const plan = live && (await this.plans.get(live.planId));
    let isCounted = false;
    await this.tenantPlans.follow(tenantId, {
      planSlug: plan?.slug ?? null,
      isPaid: live !== undefined && live.status !== 'past_due',
      current: () => currentEntitlements(this.db, tenantId),
      write: async () => {
        isCounted = await this.isCounted(customer);
        return isCounted && (await this.writeAll(tenantId, state));
      },
    });
    return isCounted;
  }

  private async isCounted({ id, version }: Customer): Promise<boolean> {
    const [counted] = await this.unitOfWork.execute(countCopy(id, version));
    return counted!.rowCount === 1;
  }

  /** What has ended comes first, so that there is one at most at each moment. @returns whether anything differed */
  private writeAll(tenantId: string, state: readonly StripeSubscription[]): Promise<boolean> {
    return this.unitOfWork.transactional(async (em) => {
      const known = await em.find(Subscription, { tenantId });
      const at = this.clock.now();
      const followed = state.map((each) => {
        const one = known.find(({ stripeSubscriptionId }) => stripeSubscriptionId === each.stripeSubscriptionId);
        const subscription = one ?? Subscription.ofStripe(tenantId);
        subscription.follow(each, at);
        return subscription;
      });
      const live = followed.find(({ status }) => isLive(status));
      const replaced = live ? known.filter((each) => !followed.includes(each) && isLive(each.status)) : [];
      for (const each of replaced) each.end(at);
      const ended = [...followed.filter((each) => each !== live), ...replaced];
      return this.unitOfWork.commitAs('follow_payments', ...ended, ...(live ? [live] : []));
    });
  }
}
