import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const subscriptionExists = defineRefusal({
  code: 'subscription.exists',
  kind: 'conflict',
  detail: 'The tenant has a subscription already.',
  remedy: 'Change the plan of the one that `existingId` names.',
  pointer: '/tenantId',
  members: { existingId: EXAMPLE_ID },
});

export const unknownTenant = defineRefusal({
  code: 'tenant.unknown',
  kind: 'invalid',
  detail: 'There is no such tenant.',
  remedy: 'Name one that GET /admin/v1/tenants lists.',
  pointer: '/tenantId',
});

export const paidByStripe = defineRefusal({
  code: 'subscription.paid_by_stripe',
  kind: 'conflict',
  detail: 'The tenant pays this subscription at Stripe, whose state it follows.',
  remedy: 'Change it at Stripe, from where it comes here.',
});
