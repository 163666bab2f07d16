import { sql } from 'kysely';
import { platformQuery } from '#libs/database';
import type { PlanEntitlements, PlanFeature } from '#contexts/tenancy';

interface Tables {
  subscription_plans: {
    slug: string;
    max_users: number | null;
    max_equipment: number | null;
    max_storage_gb: number | null;
    max_api_calls_per_month: number | null;
    features: Record<string, unknown>;
    is_active: boolean;
    is_trial: boolean;
  };
}

const limits = sql<PlanEntitlements['limits']>`jsonb_build_object('users', max_users, 'equipment', max_equipment,
  'storage_bytes', max_storage_gb::bigint * 1073741824, 'api_calls', max_api_calls_per_month)`;

const features = sql<
  PlanFeature[]
>`array(select name from jsonb_each(features) as f(name, value) where value = 'true' order by name)`;

/** What the plan that is marked for trials allows, where there is one that is still offered. */
export const trialPlan = platformQuery<Tables>()((db) =>
  db
    .selectFrom('subscription_plans')
    .select('slug as planSlug')
    .select([limits.as('limits'), features.as('features')])
    .where('is_trial', '=', true)
    .where('is_active', '=', true),
);
