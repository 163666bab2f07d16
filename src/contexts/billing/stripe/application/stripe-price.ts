import type { Stripe } from 'stripe';
import { Money } from '#libs/kernel';
import type { PlanView } from '../../plans/application/plan.queries.js';
import type { BillingCycle } from '../../subscriptions/domain/billing-period.js';
import { stripeAmount } from '../domain/stripe-amount.js';
import type { PriceMetadata } from './stripe-subscription.js';

/** Prices at Stripe never change, as versions of plans do not: there is one for each version and cycle, made when it is first sold. */
export function lookupKeyOf({ id, termsVersion }: PlanView, cycle: BillingCycle): string {
  return `fieldpilot_${id}_${termsVersion}_${cycle}`;
}

export function priceParams(plan: PlanView, cycle: BillingCycle): Stripe.PriceCreateParams {
  const { amount, currency } = cycle === 'monthly' ? plan.priceMonthly : plan.priceYearly;
  const metadata: PriceMetadata = { plan_id: plan.id, terms_version: String(plan.termsVersion) };
  return {
    currency: currency.toLowerCase(),
    unit_amount: stripeAmount(Money.of(amount, currency)),
    recurring: { interval: cycle === 'monthly' ? 'month' : 'year' },
    tax_behavior: 'exclusive',
    product_data: { name: plan.name },
    metadata: { ...metadata },
  };
}
