import { unnamed, type Statement } from '#libs/database';
import { planLimits, type PlanEntitlements, type PlanLimit } from '../domain/plan-limits.js';
import { putEntitlements, startCounters, switchOffOthers, takeWithinLimit } from './entitlement.writes.js';

/** Sets exactly these limits and features; counts in use stay. */
export function entitlementStatements(schema: string, plan: PlanEntitlements, at: Date): Statement[] {
  const limits = planLimits.map((name) => ({ name, kind: 'limit', limit_value: plan.limits[name] }));
  const features = plan.features.map((name) => ({ name, kind: 'feature', limit_value: null }));
  return [
    putEntitlements.bind(schema, { entitlements: JSON.stringify([...limits, ...features]), plan: plan.planSlug, at }),
    switchOffOthers.bind(schema, { names: plan.features, at }),
    startCounters.bind(schema, { names: planLimits, at }),
  ].map(unnamed);
}

/** Counts something that is created together with a new tenant, such as its first user. */
export function countUse(schema: string, limit: PlanLimit, amount = 1): Statement {
  return unnamed(takeWithinLimit.bind(schema, { name: limit, amount, at: new Date() }));
}
