import { tenantQuery } from '#libs/database';

export interface Tables {
  entitlements: {
    name: string;
    kind: string;
    limit_value: string | null;
    is_enabled: boolean;
    plan_slug: string | null;
    updated_at: string;
  };
  usage_counters: { name: string; used: string; updated_at: string };
}

/** Without a counter or limit nothing is allowed. */
export const limitAndUse = tenantQuery<Tables, { name: string }>()((db, p) =>
  db
    .selectFrom('usage_counters as c')
    .leftJoin('entitlements as e', 'e.name', 'c.name')
    .select(['c.used', 'e.limit_value', 'e.plan_slug'])
    .where('c.name', '=', p('name')),
);

export const enabledFeature = tenantQuery<Tables, { name: string }>()((db, p) =>
  db
    .selectFrom('entitlements as e')
    .select('e.name')
    .where('e.name', '=', p('name'))
    .where('e.kind', '=', 'feature')
    .where('e.is_enabled', '=', true),
);
