import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';

const SubscriptionSchema = defineEntity({
  name: 'Subscription',
  tableName: 'subscriptions',
  properties: {
    ...versioned,
    tenantId: p.uuid(),
    planId: p.uuid(),
    provider: p.enum(['manual', 'stripe'] as const).onCreate(() => 'manual'),
    stripeCustomerId: p.string().nullable(),
    stripeSubscriptionId: p.string().nullable(),
    status: p.enum(['active', 'past_due', 'canceled', 'trialing', 'incomplete'] as const).onCreate(() => 'active'),
    billingCycle: p.enum(['monthly', 'yearly'] as const).onCreate(() => 'monthly'),
    currentPeriodStart: p.datetime(),
    currentPeriodEnd: p.datetime(),
    cancelAtPeriodEnd: p.boolean().onCreate(() => false),
    canceledAt: p.datetime().nullable(),
    pastDueSince: p.datetime().nullable(),
    currentUsersCount: p.integer().onCreate(() => 0),
    currentEquipmentCount: p.integer().onCreate(() => 0),
    currentStorageGb: p.decimal().onCreate(() => '0'),
  },
});

export class Subscription extends SubscriptionSchema.class {}
SubscriptionSchema.setClass(Subscription);
