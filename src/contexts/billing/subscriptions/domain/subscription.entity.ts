import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { refuse, uuidv7 } from '#libs/kernel';
import { periodAt, type BillingCycle } from './billing-period.js';
import { paymentProviders } from './payment-provider.js';
import { paidByStripe, subscriptionExists } from './subscription.errors.js';
import { subscriptionStatuses, type SubscriptionStatus } from './subscription-status.js';

declareConstraint({
  constraint: 'subscriptions_tenant_live_key',
  property: 'tenantId',
  refusal: subscriptionExists,
});

export const SubscriptionSchema = defineEntity({
  name: 'Subscription',
  tableName: 'subscriptions',
  properties: {
    ...versioned,
    tenantId: p.uuid(),
    planId: p.uuid(),
    termsVersion: p.integer(),
    provider: p.enum(paymentProviders).onCreate(() => 'manual'),
    stripeCustomerId: p.string().nullable().hidden(),
    stripeSubscriptionId: p.string().nullable().hidden(),
    status: p.enum(subscriptionStatuses).onCreate(() => 'active'),
    billingCycle: p.string().$type<BillingCycle>(),
    // by hand that of the first period, from which the others are counted; by Stripe that of the present one
    currentPeriodStart: p.datetime(),
    currentPeriodEnd: p.datetime(),
    cancelAtPeriodEnd: p.boolean().onCreate(() => false),
    canceledAt: p.datetime().nullable().hidden(),
    pastDueSince: p.datetime().nullable().hidden(),
    currentUsersCount: p
      .integer()
      .onCreate(() => 0)
      .hidden(),
    currentEquipmentCount: p
      .integer()
      .onCreate(() => 0)
      .hidden(),
    currentStorageGb: p
      .decimal()
      .onCreate(() => '0')
      .hidden(),
  },
});

/** What is subscribed to: a plan as it was at that time. */
export interface Subscribed {
  readonly planId: string;
  readonly termsVersion: number;
  readonly billingCycle: BillingCycle;
}

/** A subscription as Stripe has it, in our words. */
export interface StripeSubscription extends Subscribed {
  readonly stripeCustomerId: string;
  readonly stripeSubscriptionId: string;
  readonly status: SubscriptionStatus;
  readonly currentPeriodStart: Date;
  readonly currentPeriodEnd: Date;
  readonly cancelAtPeriodEnd: boolean;
  readonly canceledAt: Date | null;
}

/** A tenant has one at most. Its terms are those of the version of the plan that it names, whatever becomes of the plan. */
export class Subscription extends SubscriptionSchema.class {
  static start(tenantId: string, subscribed: Subscribed, at: Date): Subscription {
    const subscription = new Subscription();
    subscription.id = uuidv7();
    subscription.tenantId = tenantId;
    subscription.write(subscribed, at);
    return subscription;
  }

  /** One that is still to be made like that of Stripe. */
  static ofStripe(tenantId: string): Subscription {
    const subscription = new Subscription();
    subscription.id = uuidv7();
    subscription.tenantId = tenantId;
    subscription.provider = 'stripe';
    return subscription;
  }

  /** Stripe is the source of truth: whatever it says holds. */
  follow(state: StripeSubscription, at: Date): void {
    const pastDueSince = this.pastDueSince ?? at;
    Object.assign(this, state, { pastDueSince: state.status === 'past_due' ? pastDueSince : null });
  }

  end(at: Date): void {
    this.status = 'canceled';
    this.canceledAt = at;
  }

  /** Periods go on as before, unless they become longer or shorter. @throws DomainError 409 `subscription.paid_by_stripe` */
  changePlan(subscribed: Subscribed, at: Date): void {
    if (this.provider === 'stripe') throw refuse(paidByStripe);
    const since = subscribed.billingCycle === this.billingCycle ? this.currentPeriodStart : at;
    this.write(subscribed, since);
  }

  private write({ planId, termsVersion, billingCycle }: Subscribed, since: Date): void {
    this.planId = planId;
    this.termsVersion = termsVersion;
    this.billingCycle = billingCycle;
    this.currentPeriodStart = since;
    this.currentPeriodEnd = periodAt(since, billingCycle, since).end;
  }
}
SubscriptionSchema.setClass(Subscription);
