import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import { periodAt, type BillingCycle } from './billing-period.js';
import { subscriptionExists } from './subscription.errors.js';

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
    provider: p.enum(['manual', 'stripe'] as const).onCreate(() => 'manual'),
    stripeCustomerId: p.string().nullable().hidden(),
    stripeSubscriptionId: p.string().nullable().hidden(),
    status: p.enum(['active', 'past_due', 'canceled', 'trialing', 'incomplete'] as const).onCreate(() => 'active'),
    billingCycle: p.string().$type<BillingCycle>(),
    // of the first period: the others are counted from it
    currentPeriodStart: p.datetime(),
    currentPeriodEnd: p.datetime(),
    cancelAtPeriodEnd: p
      .boolean()
      .onCreate(() => false)
      .hidden(),
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

/** A tenant has one at most. Its terms are those of the version of the plan that it names, whatever becomes of the plan. */
export class Subscription extends SubscriptionSchema.class {
  static start(tenantId: string, subscribed: Subscribed, at: Date): Subscription {
    const subscription = new Subscription();
    subscription.id = uuidv7();
    subscription.tenantId = tenantId;
    subscription.write(subscribed, at);
    return subscription;
  }

  /** Periods go on as before, unless they become longer or shorter. */
  changePlan(subscribed: Subscribed, at: Date): void {
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
