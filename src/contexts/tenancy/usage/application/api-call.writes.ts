// Past the unit of work: calls are counted in the background, for every caller that a process has served.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import { monthEnd, monthStart } from './calendar-month.js';

interface Tables {
  entitlements: { name: string; limit_value: string | null };
  usage_counters: { name: string; used: string; resets_at: string | null; updated_at: string };
  api_usage: { day: string; principal: string; calls: string; errors: string; updated_at: string };
}

interface Exchange {
  owed: number;
  returned: number;
  /** The end of the month in which the returned calls were granted. */
  takenUntil: string | null;
  wanted: number;
}

/**
 * Books what a process owes and returns, and grants it more: at most a quarter of what is left, so that the last calls do not lie unused
 * in one process. The row is locked first, because the grant depends on it.
 */
export const exchangeCalls = tenantQuery<Tables, Exchange>()((db, p) =>
  db
    .with(
      (cte) => cte('found').materialized(),
      (qb) =>
        qb
          .selectFrom('usage_counters as c')
          .leftJoin('entitlements as e', 'e.name', 'c.name')
          .select('e.limit_value')
          .select(
            sql<string>`greatest(0, case when c.resets_at > now() then c.used else 0 end + ${p('owed')}::bigint
              - case when c.resets_at = ${p('takenUntil')}::timestamptz then ${p('returned')}::bigint else 0 end)`.as(
              'used',
            ),
          )
          .where('c.name', '=', 'api_calls')
          .forUpdate('c'),
    )
    .with('granted', (qb) =>
      qb
        .selectFrom('found as f')
        .select(['f.limit_value', 'f.used'])
        .select(
          sql<string>`case when f.limit_value is null then 0
            else greatest(0, least(${p('wanted')}::bigint, ceil((f.limit_value - f.used) / 4.0)))::bigint end`.as(
            'amount',
          ),
        ),
    )
    .updateTable('usage_counters as c')
    .from('granted as g')
    .set({ used: sql`g.used + g.amount`, resets_at: monthEnd, updated_at: sql`now()` })
    .where('c.name', '=', 'api_calls')
    .returning(['g.amount as granted', 'g.limit_value as limit', 'c.used', 'c.resets_at as resetsAt'])
    .returning([
      sql<number>`extract(epoch from ${monthEnd} - now())::float8`.as('secondsLeft'),
      sql<number>`extract(epoch from ${monthEnd} - ${monthStart})::float8`.as('seconds'),
    ]),
);

/** Adds calls to those of the day. Rows are locked in one order, so that there are no deadlocks. */
export const countCalls = tenantQuery<
  Tables,
  { principals: readonly string[]; calls: readonly number[]; errors: readonly number[] }
>()((db, p) =>
  db
    .insertInto('api_usage')
    .columns(['day', 'principal', 'calls', 'errors', 'updated_at'])
    .expression(
      sql`select (now() at time zone 'UTC')::date, x.principal, x.calls, x.errors, now()
        from unnest(${p('principals')}::text[], ${p('calls')}::bigint[], ${p('errors')}::bigint[]) as x(principal, calls, errors)
        order by x.principal` as never,
    )
    .onConflict((conflict) =>
      conflict.columns(['day', 'principal']).doUpdateSet((eb) => ({
        calls: sql`${eb.ref('api_usage.calls')} + ${eb.ref('excluded.calls')}`,
        errors: sql`${eb.ref('api_usage.errors')} + ${eb.ref('excluded.errors')}`,
        updated_at: eb.ref('excluded.updated_at'),
      })),
    ),
);
