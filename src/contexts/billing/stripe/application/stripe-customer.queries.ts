import { platformQuery, type EntityTable } from '#libs/database';
import type { StripeCustomerSchema } from '../domain/stripe-customer.entity.js';

interface Tables {
  stripe_customers: EntityTable<typeof StripeCustomerSchema>;
}

export const customerOfTenant = platformQuery<Tables, { tenantId: string }>()((db, p) =>
  db
    .selectFrom('stripe_customers as c')
    .select('c.stripe_customer_id as stripeCustomerId')
    .where('c.tenant_id', '=', p('tenantId')),
);

export const tenantOfCustomer = platformQuery<Tables, { stripeCustomerId: string }>()((db, p) =>
  db
    .selectFrom('stripe_customers as c')
    .select(['c.id', 'c.tenant_id as tenantId', 'c.version'])
    .where('c.stripe_customer_id', '=', p('stripeCustomerId')),
);
