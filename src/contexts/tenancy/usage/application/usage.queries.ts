import { sql } from 'kysely';
import { isoUtc, tenantQuery } from '#libs/database';
import type { PlanLimit } from '../domain/plan-limits.js';
import { monthEnd, monthStart } from './calendar-month.js';

interface Tables {
  entitlements: { name: PlanLimit; kind: string; limit_value: string | null; plan_slug: string | null };
  usage_counters: { name: string; used: string };
  api_usage: { day: string; calls: string; updated_at: string };
}

/** Sums the calls that were made, since the counter includes those that processes hold in advance. */
export const limitsAndUse = tenantQuery<Tables>()((db) =>
  db
    .selectFrom('entitlements as e')
    .leftJoin('usage_counters as c', 'c.name', 'e.name')
    .select(['e.name', 'e.limit_value', 'e.plan_slug'])
    .select((eb) =>
      eb
        .case()
        .when('e.name', '=', 'api_calls')
        .then(
          eb
            .selectFrom('api_usage as a')
            .select(sql<string>`sum(a.calls)`.as('calls'))
            .where('a.day', '>=', sql<string>`(${monthStart})::date`),
        )
        .else(eb.ref('c.used'))
        .end()
        .as('used'),
    )
    .select(sql<string | null>`case when e.name = 'api_calls' then ${monthEnd} end`.as('resets_at'))
    .where('e.kind', '=', 'limit'),
);

/** When calls were last counted, by the rows of the last day alone. */
export const lastActivity = tenantQuery<Tables>()((db) =>
  db
    .selectFrom('api_usage as a')
    .select(sql<string | null>`max(a.updated_at)::text`.as('at'))
    .where('a.day', '=', (eb) => eb.selectFrom('api_usage as d').select((each) => each.fn.max('d.day').as('day'))),
);

interface Use {
  /** null = unlimited */
  readonly limit: number | null;
  readonly used: number;
  readonly resetsAt: string | null;
}

/** By the names of the limits in the API. */
export interface UsageView {
  readonly plan: string | null;
  readonly users: Use;
  readonly equipment: Use;
  readonly storage: Use;
  readonly apiCallsMonth: Use;
}

export function usageView(rows: readonly (typeof limitsAndUse.row)[]): UsageView {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const use = (name: PlanLimit): Use => useIn(byName.get(name));
  return {
    plan: rows[0]?.plan_slug ?? null,
    users: use('users'),
    equipment: use('equipment'),
    storage: use('storage_bytes'),
    apiCallsMonth: use('api_calls'),
  };
}

/** A missing limit allows nothing, as where it is enforced. */
function useIn(row: typeof limitsAndUse.row | undefined): Use {
  if (!row) return { limit: 0, used: 0, resetsAt: null };
  const limit = row.limit_value === null ? null : Number(row.limit_value);
  return { limit, used: Number(row.used ?? 0), resetsAt: isoUtc(row.resets_at) };
}
