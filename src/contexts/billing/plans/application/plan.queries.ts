import { sql, type Kysely } from 'kysely';
import type { PlanFeature, TenancyReadContract } from '#contexts/tenancy';
import { entityColumns, platformQuery, tenantList, type EntityTable } from '#libs/database';
import { knownFeatures } from './plan-entitlements.js';
import { SubscriptionPlanSchema } from '../domain/subscription-plan.entity.js';

interface Tables {
  subscription_plans: EntityTable<typeof SubscriptionPlanSchema>;
}

const columns = entityColumns(SubscriptionPlanSchema, 'p');

const running = sql<number>`(select count(*) from public.subscriptions as s
  where s.plan_id = p.id and s.status in ('active', 'past_due', 'trialing'))::int`;

const plans = (db: Kysely<Tables>) =>
  db.selectFrom('subscription_plans as p').select(columns.select).select(running.as('subscriptions'));

export const planById = platformQuery<Tables, { id: string }>()((db, p) => plans(db).where('p.id', '=', p('id')));

/** What anybody may subscribe to. */
export const offeredPlans = platformQuery<Tables>()((db) =>
  db
    .selectFrom('subscription_plans as p')
    .select(columns.select)
    .where('p.is_active', '=', true)
    .orderBy('p.sort_order')
    .orderBy('p.id'),
);

interface Price {
  readonly amount: string;
  readonly currency: string;
}

export interface OfferedPlanView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly priceMonthly: Price;
  readonly priceYearly: Price;
  readonly maxUsers: number | null;
  readonly maxEquipment: number | null;
  readonly maxStorageGb: number | null;
  readonly maxApiCallsPerMonth: number | null;
  readonly features: PlanFeature[];
}

export interface PlanView extends OfferedPlanView {
  readonly isTrial: boolean;
  readonly isRetired: boolean;
  readonly sortOrder: number;
  readonly termsVersion: number;
  /** Those that run. */
  readonly subscriptions: number;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function offeredPlanView(row: typeof offeredPlans.row): OfferedPlanView {
  const { id, slug, name, description, maxUsers, maxEquipment, maxStorageGb, maxApiCallsPerMonth } = row;
  const price = (amount: string): Price => ({ amount, currency: row.currency });
  return {
    ...{ id, slug, name, description },
    priceMonthly: price(row.priceMonthly),
    priceYearly: price(row.priceYearly),
    ...{ maxUsers, maxEquipment, maxStorageGb, maxApiCallsPerMonth },
    features: knownFeatures(row.features),
  };
}

export function planView(row: typeof planById.row): PlanView {
  const { isTrial, isActive, sortOrder, termsVersion, subscriptions, version, createdAt, updatedAt } =
    columns.view(row);
  return {
    ...offeredPlanView(row),
    ...{ isTrial, isRetired: !isActive, sortOrder, termsVersion, subscriptions },
    ...{ version, createdAt, updatedAt },
  };
}

export const planList = tenantList<Tables>()({
  name: 'plans',
  rows: plans,
  id: 'p.id',
  updatedAt: 'p.updated_at',
  filters: { retired: (value) => sql<boolean>`p.is_active <> ${value}::boolean` },
  sorts: {
    sortOrder: { column: 'p.sort_order', type: 'integer' },
    name: { column: 'p.name', type: 'name' },
  },
  defaultSort: 'sortOrder',
  view: planView,
});

/** How many tenants are on it, by the copies in the registry: trials have no subscription. */
export const tenantsOnPlan = platformQuery<Pick<TenancyReadContract, 'tenants'>, { slug: string }>()((db, p) =>
  db
    .selectFrom('tenants as t')
    .select(sql<number>`count(*)::int`.as('tenants'))
    .where('t.plan_slug', '=', p('slug')),
);
