import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { atField, mixedCurrencies, Money, refuse, uuidv7 } from '#libs/kernel';
import {
  featuresIn,
  planDefaults,
  storedFeatures,
  type NewPlan,
  type PlanChange,
  type PlanTerms,
} from './plan-terms.js';
import { otherTrialPlan, planRetired, planSlugTaken } from './plan.errors.js';

declareConstraint({ constraint: 'subscription_plans_slug_key', property: 'slug', refusal: planSlugTaken });
declareConstraint({ constraint: 'idx_subscription_plans_trial', property: 'isTrial', refusal: otherTrialPlan });

export const SubscriptionPlanSchema = defineEntity({
  name: 'SubscriptionPlan',
  tableName: 'subscription_plans',
  properties: {
    ...versioned,
    name: p.string(),
    slug: p.string(),
    description: p.text().nullable(),
    priceMonthly: p.decimal(),
    priceYearly: p.decimal(),
    currency: p.string(),
    maxUsers: p.integer().nullable(),
    maxEquipment: p.integer().nullable(),
    maxStorageGb: p.integer().nullable(),
    maxApiCallsPerMonth: p.integer().nullable(),
    features: p.json<Record<string, unknown>>(),
    isActive: p.boolean().onCreate(() => true),
    sortOrder: p.integer(),
    isTrial: p.boolean(),
    termsVersion: p.integer().onCreate(() => 1),
  },
});

/** What can be subscribed to. A change of its terms makes a version; who has an earlier one keeps it. */
export class SubscriptionPlan extends SubscriptionPlanSchema.class {
  /** @throws DomainError 422 `money.currency_mismatch` */
  static create({ slug, ...wanted }: NewPlan): SubscriptionPlan {
    const plan = new SubscriptionPlan();
    plan.id = uuidv7();
    plan.slug = slug;
    plan.termsVersion = 1;
    plan.isActive = true;
    plan.write({ ...planDefaults, ...definedIn(wanted) });
    return plan;
  }

  /** @returns whether the terms differ now. @throws DomainError 422 `money.currency_mismatch`, 409 `plan.retired` */
  change(change: PlanChange): boolean {
    const before = JSON.stringify(this.terms);
    this.write(definedIn(change));
    if (this.isTrial && !this.isActive) throw refuse(atField(planRetired, '/isTrial'));
    const differs = JSON.stringify(this.terms) !== before;
    if (differs) this.termsVersion += 1;
    return differs;
  }

  /** Nobody new gets it, and trials are not on it any more. */
  retire(): void {
    this.isActive = false;
    this.isTrial = false;
  }

  offer(): void {
    this.isActive = true;
  }

  get terms(): PlanTerms {
    return {
      priceMonthly: Money.of(this.priceMonthly, this.currency),
      priceYearly: Money.of(this.priceYearly, this.currency),
      maxUsers: this.maxUsers ?? null,
      maxEquipment: this.maxEquipment ?? null,
      maxStorageGb: this.maxStorageGb ?? null,
      maxApiCallsPerMonth: this.maxApiCallsPerMonth ?? null,
      features: featuresIn(this.features),
    };
  }

  private write({ priceMonthly, priceYearly, features, ...others }: PlanChange): void {
    const monthly = priceMonthly ?? Money.of(this.priceMonthly, this.currency);
    const yearly = priceYearly ?? Money.of(this.priceYearly, this.currency);
    if (monthly.currency !== yearly.currency) throw refuse(atField(mixedCurrencies, '/priceYearly'));
    this.priceMonthly = monthly.amount;
    this.priceYearly = yearly.amount;
    this.currency = monthly.currency;
    if (features) this.features = storedFeatures(features);
    Object.assign(this, others);
  }
}
SubscriptionPlanSchema.setClass(SubscriptionPlan);

/** Without what is absent. */
function definedIn<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}
