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
