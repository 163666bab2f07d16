import type { Stripe } from 'stripe';
import { isUuid } from '#libs/kernel';
import type { BillingCycle } from '../../subscriptions/domain/billing-period.js';
import type { StripeSubscription } from '../../subscriptions/domain/subscription.entity.js';

type Status = StripeSubscription['status'];

/** In our words. What is unpaid or paused is not paid for. */
const statuses: Readonly<Record<string, Status>> = {
  active: 'active',
  trialing: 'trialing',
  past_due: 'past_due',
  unpaid: 'past_due',
  paused: 'past_due',
  incomplete: 'incomplete',
  incomplete_expired: 'canceled',
  canceled: 'canceled',
};

/** What goes with the price of a version of a plan, by which it is known again. */
export interface PriceMetadata {
  readonly plan_id: string;
  readonly terms_version: string;
}

/** A subscription of Stripe as the product keeps it. @throws Error where it is to nothing that is sold here */
export function subscriptionOf(customer: string, found: Stripe.Subscription): StripeSubscription {
  const [item] = found.items.data;
  const { plan_id: planId, terms_version: version } = (item?.price.metadata ?? {}) as Partial<PriceMetadata>;
  const status = statuses[found.status];
  if (!item || !status || !isUuid(planId) || !/^\d{1,9}$/.test(version ?? ''))
    throw new Error(`The subscription ${found.id} is to no version of a plan, or in a state that is not known.`);
  return {
    ...{ stripeCustomerId: customer, stripeSubscriptionId: found.id, status },
    ...{ planId: planId, termsVersion: Number(version), billingCycle: cycleOf(item.price) },
    currentPeriodStart: dateOf(item.current_period_start),
    currentPeriodEnd: dateOf(item.current_period_end),
    cancelAtPeriodEnd: found.cancel_at_period_end,
    canceledAt: found.canceled_at === null ? null : dateOf(found.canceled_at),
  };
}

function cycleOf({ recurring }: Stripe.Price): BillingCycle {
  return recurring?.interval === 'year' ? 'yearly' : 'monthly';
}

function dateOf(seconds: number): Date {
  return new Date(seconds * 1_000);
}
