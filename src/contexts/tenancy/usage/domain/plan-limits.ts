import type { PlanFeature } from './plan-features.js';

/** What a plan limits. Storage is counted in bytes, API calls per month. */
export const planLimits = ['users', 'equipment', 'storage_bytes', 'api_calls'] as const;
export type PlanLimit = (typeof planLimits)[number];

export interface PlanEntitlements {
  readonly planSlug: string;
  /** null = unlimited */
  readonly limits: Readonly<Record<PlanLimit, number | null>>;
  /** Names of the features that are switched on. */
  readonly features: readonly PlanFeature[];
}

/** All features, and limits that suffice for a trial. */
export const trialEntitlements: PlanEntitlements = {
  planSlug: 'trial',
  limits: { users: 100, equipment: 5_000, storage_bytes: 20 * 1024 ** 3, api_calls: 1_000_000 },
  features: ['api_access', 'custom_domain', 'sso', 'webhooks', 'white_label'],
};

export const trialDays = 14;
