import { defineRefusal, refuse, type DomainError } from '#libs/kernel';

export const planLimitReached = defineRefusal({
  code: 'plan.limit_reached',
  kind: 'payment_required',
  detail: 'The plan allows no more of them.',
  remedy: 'Free some, or choose a larger plan.',
  members: { limit: 'users', used: 5, allowed: 5, plan: 'trial' },
});

export const planFeatureMissing = defineRefusal({
  code: 'plan.feature_missing',
  kind: 'payment_required',
  detail: 'The plan does not include this.',
  meaning:
    'The plan does not include what is asked for; of any operation: it does not include API keys, and one was sent.',
  remedy: 'Choose a plan that includes what `feature` names.',
  members: { feature: 'api_access' },
  usualFor: 'accounts',
});

export function limitReached(limit: string, used: number, allowed: number, plan: string | null): DomainError {
  const detail = `The plan allows ${allowed} ${limit.replaceAll('_', ' ')}; ${used} are in use. Free some or choose a larger plan.`;
  return refuse(planLimitReached, { detail, members: { limit, used, allowed, plan } });
}

export function featureMissing(feature: string): DomainError {
  const detail = `The plan does not include ${feature.replaceAll('_', ' ')}.`;
  return refuse(planFeatureMissing, { detail, members: { feature } });
}
