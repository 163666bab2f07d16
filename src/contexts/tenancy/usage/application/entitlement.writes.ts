// Past the unit of work: a counter is compared and changed in one statement, since a loaded value would be stale under concurrent use.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { Tables } from './entitlement.queries.js';

interface Use {
  name: string;
  amount: number;
  at: Date;
}

/** One conditional UPDATE, so that of many transactions at once only as many succeed as the limit allows. */
export const takeWithinLimit = tenantQuery<Tables, Use>()((db, p) =>
  db
    .updateTable('usage_counters as c')
    .from('entitlements as e')
    .set({ used: sql`c.used + ${p('amount')}::bigint`, updated_at: sql`${p('at')}::timestamptz` })
    .where('c.name', '=', p('name'))
    .whereRef('e.name', '=', 'c.name')
    .where(sql<boolean>`(e.limit_value is null or c.used + ${p('amount')}::bigint <= e.limit_value)`)
    .returning('c.name'),
);

/** Never below zero: a wrong counter is corrected by the recount, not by a failure here. */
export const giveBack = tenantQuery<Tables, Use>()((db, p) =>
  db
    .updateTable('usage_counters as c')
    .set({ used: sql`greatest(c.used - ${p('amount')}::bigint, 0)`, updated_at: sql`${p('at')}::timestamptz` })
    .where('c.name', '=', p('name')),
);

/** `entitlements` is a JSON array of { name, kind, limit_value }. */
export const putEntitlements = tenantQuery<Tables, { entitlements: string; plan: string; at: Date }>()((db, p) =>
  db
    .insertInto('entitlements')
    .columns(['name', 'kind', 'limit_value', 'is_enabled', 'plan_slug', 'updated_at'])
    .expression(
      sql`select x.name, x.kind, x.limit_value, true, ${p('plan')}::varchar, ${p('at')}::timestamptz
        from jsonb_to_recordset(${p('entitlements')}::jsonb) as x(name text, kind text, limit_value bigint)` as never,
    )
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({
        kind: eb.ref('excluded.kind'),
        limit_value: eb.ref('excluded.limit_value'),
        is_enabled: eb.ref('excluded.is_enabled'),
        plan_slug: eb.ref('excluded.plan_slug'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    ),
);

/** Features that the plan lacks are switched off, not deleted, so that an earlier plan stays visible. */
export const switchOffOthers = tenantQuery<Tables, { names: readonly string[]; at: Date }>()((db, p) =>
  db
    .updateTable('entitlements as e')
    .set({ is_enabled: false, updated_at: sql`${p('at')}::timestamptz` })
    .where('e.kind', '=', 'feature')
    .where(sql<boolean>`not e.name = any(${p('names')}::text[])`),
);

/** Existing counters keep their count. */
export const startCounters = tenantQuery<Tables, { names: readonly string[]; at: Date }>()((db, p) =>
  db
    .insertInto('usage_counters')
    .columns(['name', 'used', 'updated_at'])
    .expression(sql`select x.name, 0, ${p('at')}::timestamptz from unnest(${p('names')}::text[]) as x(name)` as never)
    .onConflict((conflict) => conflict.column('name').doNothing()),
);

/** Sets counters to what was counted. */
export const setCounters = tenantQuery<
  { usage_counters: Tables['usage_counters'] & { recounted_at: string | null } },
  { names: readonly string[]; counts: readonly string[]; at: Date }
>()((db, p) =>
  db
    .updateTable('usage_counters as c')
    .from(
      sql<{
        name: string;
        used: string;
      }>`(select * from unnest(${p('names')}::text[], ${p('counts')}::bigint[]) as x(name, used))`.as('x'),
    )
    .set({
      used: sql`x.used`,
      recounted_at: sql`${p('at')}::timestamptz`,
      updated_at: sql`case when c.used <> x.used then ${p('at')}::timestamptz else c.updated_at end`,
    })
    .whereRef('c.name', '=', 'x.name' as never),
);

interface Warned {
  usage_counters: Tables['usage_counters'] & { warned_percent: number };
}

/** Notes how urgent each use is, and returns what has become more urgent: once, in whichever process. */
export const noteWarnings = tenantQuery<Warned, { names: readonly string[]; levels: readonly number[]; at: Date }>()(
  (db, p) =>
    db
      .with('before', (qb) =>
        qb
          .selectFrom('usage_counters as b')
          .select(['b.name', 'b.warned_percent'])
          .where(sql<boolean>`b.name = any(${p('names')}::text[])`)
          .orderBy('b.name')
          .forUpdate(),
      )
      .updateTable('usage_counters as c')
      .from('before as b')
      .from(
        sql<{
          name: string;
          level: number;
        }>`(select * from unnest(${p('names')}::text[], ${p('levels')}::smallint[]) as x(name, level))`.as('x'),
      )
      .set({ warned_percent: sql`x.level`, updated_at: sql`${p('at')}::timestamptz` })
      .whereRef('c.name', '=', 'b.name')
      .where(sql<boolean>`c.name = x.name and b.warned_percent <> x.level`)
      .returning('c.name')
      .returning(sql<boolean>`x.level > b.warned_percent`.as('isRaised')),
);
