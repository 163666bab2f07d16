import { defineRefusal, refuse, type DomainError } from '#libs/kernel';
import type { PlanFeature } from './plan-features.js';

export const planLimitReached = defineRefusal({
  code: 'plan.limit_reached',
  kind: 'payment_required',
  detail: 'The plan allows no more of them.',
  remedy: 'Free some, or choose a larger plan: `liftedBy` names the smallest one that allows it, null where none does.',
  members: { limit: 'users', used: 5, allowed: 5, plan: 'starter', liftedBy: 'professional' },
});

export const planTooSmall = defineRefusal({
  code: 'plan.too_small',
  kind: 'conflict',
  detail: 'More is in use than the plan allows.',
  remedy: 'Have the account free what `over` lists, or choose a larger plan.',
  members: { over: [{ limit: 'users', used: 12, allowed: 5 }] },
});

export const planFeatureMissing = defineRefusal({
  code: 'plan.feature_missing',
  kind: 'payment_required',
  detail: 'The plan does not include this.',
  meaning:
    'The plan does not include what is asked for; of any operation: it does not include API keys, and one was sent.',
  remedy: 'Choose a plan that includes what `feature` names: `liftedBy` is the smallest one, null where none does.',
  members: { feature: 'api_access', liftedBy: 'professional' },
  usualFor: 'accounts',
});

export interface ReachedLimit {
  readonly limit: string;
  readonly used: number;
  readonly allowed: number;
  readonly plan: string | null;
  /** The smallest plan that allows more. */
  readonly liftedBy: string | null;
}

export function limitReached(reached: ReachedLimit): DomainError {
  const { limit, used, allowed, liftedBy } = reached;
  const detail = `The plan allows ${allowed} ${limit.replaceAll('_', ' ')}; ${used} are in use. Free some or choose ${larger(liftedBy)}.`;
  return refuse(planLimitReached, { detail, members: { ...reached } });
}

export function featureMissing(feature: PlanFeature, liftedBy: string | null): DomainError {
  const detail = `The plan does not include ${feature.replaceAll('_', ' ')}. Choose ${larger(liftedBy)}.`;
  return refuse(planFeatureMissing, { detail, members: { feature, liftedBy } });
}

function larger(plan: string | null): string {
  return plan === null ? 'a larger plan' : `a larger plan, such as "${plan}"`;
}
