import type { PlanEntitlements, PlanLimit } from './plan-limits.js';

/** What is in use beyond what a plan allows. */
export interface OverLimit {
  readonly limit: PlanLimit;
  readonly used: number;
  readonly allowed: number;
}

/** Of what lasts: API calls begin anew each month, so they never stand in the way of a smaller plan. */
export function overLimits(
  { limits }: Pick<PlanEntitlements, 'limits'>,
  used: Readonly<Partial<Record<PlanLimit, number>>>,
): OverLimit[] {
  return (['users', 'equipment', 'storage_bytes'] as const).flatMap((limit) => {
    const [allowed, inUse] = [limits[limit], used[limit] ?? 0];
    return allowed !== null && inUse > allowed ? [{ limit, used: inUse, allowed }] : [];
  });
}
