import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import type { SubscriptionPlan } from './subscription-plan.entity.js';

export const PlanVersionSchema = defineEntity({
  name: 'PlanVersion',
  tableName: 'plan_versions',
  properties: {
    ...created,
    planId: p.uuid(),
    termsVersion: p.integer(),
    priceMonthly: p.decimal(),
    priceYearly: p.decimal(),
    currency: p.string(),
    maxUsers: p.integer().nullable(),
    maxEquipment: p.integer().nullable(),
    maxStorageGb: p.integer().nullable(),
    maxApiCallsPerMonth: p.integer().nullable(),
    features: p.json<Record<string, unknown>>(),
  },
});

/** The terms of a plan as they were sold; never changed. */
export class PlanVersion extends PlanVersionSchema.class {
  static of(plan: SubscriptionPlan): PlanVersion {
    const version = new PlanVersion();
    version.id = uuidv7();
    version.planId = plan.id;
    version.termsVersion = plan.termsVersion;
    version.priceMonthly = plan.priceMonthly;
    version.priceYearly = plan.priceYearly;
    version.currency = plan.currency;
    version.maxUsers = plan.maxUsers;
    version.maxEquipment = plan.maxEquipment;
    version.maxStorageGb = plan.maxStorageGb;
    version.maxApiCallsPerMonth = plan.maxApiCallsPerMonth;
    version.features = { ...plan.features };
    return version;
  }
}
PlanVersionSchema.setClass(PlanVersion);
