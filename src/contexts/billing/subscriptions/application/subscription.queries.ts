import { sql, type Kysely } from 'kysely';
import type { PlanEntitlements, TenancyReadContract } from '#contexts/tenancy';
import { entityColumns, equals, isoUtc, platformQuery, tenantList, type EntityTable } from '#libs/database';
import { entitlementsOf, knownFeatures } from '../../plans/application/plan-entitlements.js';
import type { PlanVersionSchema } from '../../plans/domain/plan-version.entity.js';
import type { SubscriptionPlanSchema } from '../../plans/domain/subscription-plan.entity.js';
import { periodAt, type BillingCycle } from '../domain/billing-period.js';
import type { PaymentProvider } from '../domain/payment-provider.js';
import { SubscriptionSchema } from '../domain/subscription.entity.js';
import { liveStatuses, type SubscriptionStatus } from '../domain/subscription-status.js';

type Tables = Pick<TenancyReadContract, 'tenants'> & {
  subscriptions: EntityTable<typeof SubscriptionSchema>;
  subscription_plans: EntityTable<typeof SubscriptionPlanSchema>;
  plan_versions: EntityTable<typeof PlanVersionSchema>;
};

const columns = entityColumns(SubscriptionSchema, 's', [
  ...(['id', 'tenantId', 'planId', 'termsVersion', 'provider', 'status', 'billingCycle'] as const),
  ...(['currentPeriodStart', 'currentPeriodEnd', 'cancelAtPeriodEnd'] as const),
  ...(['version', 'createdAt', 'updatedAt'] as const),
]);

const subscriptions = (db: Kysely<Tables>) =>
  db
    .selectFrom('subscriptions as s')
    .innerJoin('tenants as t', 't.id', 's.tenant_id')
    .innerJoin('subscription_plans as p', 'p.id', 's.plan_id')
    .innerJoin('plan_versions as v', (join) =>
      join.onRef('v.plan_id', '=', 's.plan_id').onRef('v.terms_version', '=', 's.terms_version'),
    )
    .select(columns.select)
    .select(['t.slug as tenantSlug', 'p.slug as plan', 'p.name as planName', 'v.currency'])
    .select(sql<boolean>`s.terms_version < p.terms_version`.as('isOutdated'))
    .select(sql<string>`case s.billing_cycle when 'monthly' then v.price_monthly else v.price_yearly end`.as('amount'))
    .select(sql<string>`now()::text`.as('readAt'));

export const subscriptionById = platformQuery<Tables, { id: string }>()((db, p) =>
  subscriptions(db).where('s.id', '=', p('id')),
);

export interface SubscriptionView {
  readonly id: string;
  readonly tenantId: string;
  readonly tenantSlug: string;
  readonly planId: string;
  readonly plan: string;
  readonly planName: string;
  readonly termsVersion: number;
  readonly isOutdated: boolean;
  readonly provider: PaymentProvider;
  readonly status: SubscriptionStatus;
  readonly cancelAtPeriodEnd: boolean;
  readonly billingCycle: BillingCycle;
  readonly price: { readonly amount: string; readonly currency: string };
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function subscriptionView(row: typeof subscriptionById.row): SubscriptionView {
  const { currentPeriodStart, currentPeriodEnd, amount, currency, readAt, ...shown } = columns.view(row);
  const { provider, billingCycle } = shown;
  return {
    ...shown,
    price: { amount, currency },
    ...periodView({ provider, billingCycle, currentPeriodStart, currentPeriodEnd }, readAt),
  };
}

export const subscriptionList = tenantList<Tables>()({
  name: 'subscriptions',
  rows: subscriptions,
  id: 's.id',
  updatedAt: 's.updated_at',
  filters: {
    tenantId: equals('s.tenant_id'),
    planId: equals('s.plan_id'),
    outdated: (value) => sql<boolean>`(s.terms_version < p.terms_version) = ${value}::boolean`,
  },
  sorts: { createdAt: { column: 's.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: subscriptionView,
});

/** The account of a tenant and its subscription, if it has one. */
export const accountOf = platformQuery<Tables, { tenantId: string }>()((db, p) =>
  db
    .selectFrom('tenants as t')
    .leftJoin('subscriptions as s', (join) => join.onRef('s.tenant_id', '=', 't.id').on('s.status', 'in', liveStatuses))
    .leftJoin('subscription_plans as p', 'p.id', 's.plan_id')
    .leftJoin('plan_versions as v', (join) =>
      join.onRef('v.plan_id', '=', 's.plan_id').onRef('v.terms_version', '=', 's.terms_version'),
    )
    .select(['t.status', 't.trial_ends_at as trialEndsAt', 'p.name as planName', 'v.currency'])
    .select(['s.provider', 's.status as subscriptionStatus', 's.cancel_at_period_end as cancelAtPeriodEnd'])
    .select(['s.billing_cycle as billingCycle', 's.current_period_start as currentPeriodStart'])
    .select('s.current_period_end as currentPeriodEnd')
    .select(sql<string>`case s.billing_cycle when 'monthly' then v.price_monthly else v.price_yearly end`.as('amount'))
    .select(sql<string>`now()::text`.as('readAt'))
    .where('t.id', '=', p('tenantId')),
);

interface StoredPeriod {
  readonly provider: PaymentProvider;
  readonly billingCycle: BillingCycle;
  readonly currentPeriodStart: string;
  readonly currentPeriodEnd: string;
}

/** Stripe says when a period begins and ends; by hand they are counted from the first one. */
export function periodView(stored: StoredPeriod, at: string): { periodStart: string; periodEnd: string } {
  const { provider, billingCycle, currentPeriodStart, currentPeriodEnd } = stored;
  if (provider === 'stripe') return { periodStart: isoUtc(currentPeriodStart), periodEnd: isoUtc(currentPeriodEnd) };
  const { start, end } = periodAt(new Date(isoUtc(currentPeriodStart)), billingCycle, new Date(isoUtc(at)));
  return { periodStart: start.toISOString(), periodEnd: end.toISOString() };
}

/** What the subscription of a tenant grants. */
export const grantedTo = platformQuery<Tables, { tenantId: string }>()((db, p) =>
  db
    .selectFrom('subscriptions as s')
    .innerJoin('subscription_plans as p', 'p.id', 's.plan_id')
    .innerJoin('plan_versions as v', (join) =>
      join.onRef('v.plan_id', '=', 's.plan_id').onRef('v.terms_version', '=', 's.terms_version'),
    )
    .select(['p.slug', 'v.max_users as maxUsers', 'v.max_equipment as maxEquipment'])
    .select(['v.max_storage_gb as maxStorageGb', 'v.max_api_calls_per_month as maxApiCallsPerMonth', 'v.features'])
    .where('s.tenant_id', '=', p('tenantId'))
    .where('s.status', 'in', liveStatuses),
);

export function entitlementsIn({ slug, features, ...limits }: typeof grantedTo.row): PlanEntitlements {
  return entitlementsOf(slug, { ...limits, features: knownFeatures(features) });
}
