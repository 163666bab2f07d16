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

/** What lasts, so that it can be more than another plan allows. */
export const lastingUse = tenantQuery<Tables>()((db) =>
  db.selectFrom('usage_counters as c').select(['c.name', 'c.used']).where('c.name', '<>', 'api_calls'),
);

/** So that nothing more comes into use, and nobody else writes entitlements, until the transaction ends. */
export const lockCounters = tenantQuery<Tables>()((db) =>
  db
    .selectFrom('usage_counters as c')
    .select(['c.name', 'c.used'])
    .where('c.name', '<>', 'api_calls')
    .orderBy('c.name')
    .forUpdate(),
);

export const enabledFeatures = tenantQuery<Tables>()((db) =>
  db
    .selectFrom('entitlements as e')
    .select('e.name')
    .where('e.kind', '=', 'feature')
    .where('e.is_enabled', '=', true)
    .orderBy('e.name'),
);

export const enabledFeature = tenantQuery<Tables, { name: string }>()((db, p) =>
  db
    .selectFrom('entitlements as e')
    .select('e.name')
    .where('e.name', '=', p('name'))
    .where('e.kind', '=', 'feature')
    .where('e.is_enabled', '=', true),
);
