import { Invoice } from './domain/invoice.entity.js';
import { StripeInboxEntry } from './domain/stripe-inbox-entry.entity.js';
import { SubscriptionPlan } from './domain/subscription-plan.entity.js';
import { Subscription } from './domain/subscription.entity.js';

export const billingEntities = { platform: [SubscriptionPlan, Subscription, Invoice, StripeInboxEntry], tenant: [] };
