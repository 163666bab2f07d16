import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';

export const StripeCustomerSchema = defineEntity({
  name: 'StripeCustomer',
  tableName: 'stripe_customers',
  properties: {
    ...versioned,
    tenantId: p.uuid(),
    stripeCustomerId: p.string(),
    checkedAt: p.datetime().onCreate(() => new Date()),
  },
});

/** Which customer of Stripe a tenant is. Its version counts the copies of Stripe's state. */
export class StripeCustomer extends StripeCustomerSchema.class {}
StripeCustomerSchema.setClass(StripeCustomer);
