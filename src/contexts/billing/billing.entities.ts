import { Invoice } from './invoices/domain/invoice.entity.js';
import { PlanVersion } from './plans/domain/plan-version.entity.js';
import { SubscriptionPlan } from './plans/domain/subscription-plan.entity.js';
import { StripeCustomer } from './stripe/domain/stripe-customer.entity.js';
import { StripeInboxEntry } from './stripe/domain/stripe-inbox-entry.entity.js';
import { Subscription } from './subscriptions/domain/subscription.entity.js';

export const billingEntities = {
  platform: [SubscriptionPlan, PlanVersion, Subscription, Invoice, StripeCustomer, StripeInboxEntry],
  tenant: [],
};
