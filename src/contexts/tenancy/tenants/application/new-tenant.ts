import type { Statement } from '#libs/database';
import { trialDays, type PlanEntitlements } from '../../usage/domain/plan-limits.js';
import type { FirstRow } from './first-row.writes.js';
import type { RegisteredTenant } from './registered-tenant.js';

export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  /** Default: `<slug>.<base domain>`. One that an operator names counts as verified. */
  readonly domain?: string | undefined;
  /** Default: `tenant_<slug>`. Can never be changed. */
  readonly schemaName?: string | undefined;
  /** Takes a schema that lies ready; else one is made, which is named at random as well. */
  readonly takesSpare?: boolean | undefined;
  /** IANA zone, default UTC. */
  readonly timezone?: string | undefined;
  /** ISO 4217; default: that of the settings. */
  readonly currency?: string | undefined;
  readonly companySize?: string | undefined;
  readonly industry?: string | undefined;
  readonly firstRows?: readonly FirstRow[] | undefined;
  /** What is written after them, in the same transaction. */
  readonly beside?: ((tenant: RegisteredTenant) => readonly Statement[]) | undefined;
}

/** The values of `insertTenant`. */
export function registryRow(tenant: RegisteredTenant, wanted: NewTenant, plan: PlanEntitlements, now: Date): unknown[] {
  const { id, slug, name, schema, timezone, schemaVersion } = tenant;
  const trialEnd = new Date(now.getTime() + trialDays * 86_400_000);
  return [
    id,
    slug,
    name,
    schema,
    wanted.companySize ?? null,
    wanted.industry ?? null,
    trialEnd,
    JSON.stringify({ timezone, currency: wanted.currency }),
    schemaVersion,
    // what it uses is known before anybody calls: operators see it at once
    plan.planSlug,
    (wanted.firstRows ?? []).filter(({ counts }) => counts === 'users').length,
    now,
  ];
}
