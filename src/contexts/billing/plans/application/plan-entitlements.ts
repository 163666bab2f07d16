import { planFeatures, type PlanEntitlements, type PlanFeature } from '#contexts/tenancy';
import { featuresIn, type PlanTerms } from '../domain/plan-terms.js';

type GrantingTerms = Omit<PlanTerms, 'priceMonthly' | 'priceYearly' | 'features'> & {
  readonly features: readonly PlanFeature[];
};

/** What a tenant gets by the terms of a plan. */
export function entitlementsOf(planSlug: string, terms: GrantingTerms): PlanEntitlements {
  const { maxUsers, maxEquipment, maxStorageGb, maxApiCallsPerMonth, features } = terms;
  return {
    planSlug,
    limits: {
      users: maxUsers,
      equipment: maxEquipment,
      storage_bytes: maxStorageGb === null ? null : maxStorageGb * 1024 ** 3,
      api_calls: maxApiCallsPerMonth,
    },
    features,
  };
}

/** Those that the product knows. */
export function knownFeatures(stored: Readonly<Record<string, unknown>>): PlanFeature[] {
  const names = featuresIn(stored);
  return planFeatures.filter((name) => names.includes(name)).sort();
}
