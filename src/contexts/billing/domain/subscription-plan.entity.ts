import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';

const SubscriptionPlanSchema = defineEntity({
  name: 'SubscriptionPlan',
  tableName: 'subscription_plans',
  properties: {
    ...versioned,
    name: p.string(),
    slug: p.string(),
    description: p.text().nullable(),
    priceMonthly: p.decimal(),
    priceYearly: p.decimal(),
    currency: p.string().onCreate(() => 'USD'),
    maxUsers: p.integer().nullable(),
    maxEquipment: p.integer().nullable(),
    maxStorageGb: p.integer().nullable(),
    maxApiCallsPerMonth: p.integer().nullable(),
    features: p.json<Record<string, unknown>>().onCreate(() => ({})),
    isActive: p.boolean().onCreate(() => true),
    sortOrder: p.integer().onCreate(() => 0),
    isTrial: p.boolean().onCreate(() => false),
  },
});

export class SubscriptionPlan extends SubscriptionPlanSchema.class {}
SubscriptionPlanSchema.setClass(SubscriptionPlan);
