import { platformQuery, type EntityTable } from '#libs/database';
import type { SubscriptionSchema } from '../../subscriptions/domain/subscription.entity.js';
import { liveStatuses } from '../../subscriptions/domain/subscription-status.js';

interface Tables {
  subscriptions: EntityTable<typeof SubscriptionSchema>;
}

/** What the tenant pays at Stripe. */
export const paidSubscription = platformQuery<Tables, { tenantId: string }>()((db, p) =>
  db
    .selectFrom('subscriptions as s')
    .select(['s.stripe_customer_id as customer', 's.stripe_subscription_id as subscription'])
    .where('s.tenant_id', '=', p('tenantId'))
    .where('s.provider', '=', 'stripe')
    .where('s.status', 'in', liveStatuses),
);
