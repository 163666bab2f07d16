import { sql } from 'kysely';
import type { Needed } from '#contexts/tenancy';
import { platformQuery, type EntityTable } from '#libs/database';
import type { SubscriptionPlanSchema } from '../domain/subscription-plan.entity.js';

interface Tables {
  subscription_plans: EntityTable<typeof SubscriptionPlanSchema>;
}

/** The first on offer, in the order of the offer, that allows so much of the limit, and includes the feature. */
export const largerPlan = platformQuery<Tables, Needed>()((db, p) =>
  db
    .selectFrom('subscription_plans as p')
    .select('p.slug')
    .where('p.is_active', '=', true)
    .where(
      sql<boolean>`coalesce(case ${p('limit')}::text
        when 'users' then p.max_users when 'equipment' then p.max_equipment
        when 'storage_bytes' then p.max_storage_gb::bigint * 1073741824 when 'api_calls' then p.max_api_calls_per_month
        end >= ${p('amount')}::bigint, true)`,
    )
    .where(sql<boolean>`(${p('feature')}::text is null or p.features -> ${p('feature')}::text = 'true')`)
    .orderBy('p.sort_order')
    .orderBy('p.id')
    .limit(sql.lit(1)),
);
