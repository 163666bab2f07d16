// Past the unit of work: a copy of what the tenant's own tables count is no change of the tenant that anybody made.
import { sql } from 'kysely';
import { platformQuery, type Params } from '#libs/database';

interface Tables {
  tenants: {
    id: string;
    plan_slug: string | null;
    users_count: number;
    equipment_count: number;
    storage_bytes: string;
    api_calls_count: string;
    last_activity_at: string | null;
    usage_measured_at: string | null;
    updated_at: string;
  };
}

interface Measured {
  id: string;
  plan: string | null;
  users: number;
  equipment: number;
  storage: number;
  calls: number;
  lastActivityAt: string | null;
}

const differs = (p: Params<Measured>) =>
  sql`(plan_slug, users_count, equipment_count, storage_bytes, api_calls_count, last_activity_at) is distinct from
    (${p('plan')}::varchar, ${p('users')}::int, ${p('equipment')}::int, ${p('storage')}::bigint, ${p('calls')}::bigint,
      ${p('lastActivityAt')}::timestamptz)`;

export const keepMeasuredUsage = platformQuery<Tables, Measured>()((db, p) =>
  db
    .updateTable('tenants')
    .set({
      plan_slug: sql`${p('plan')}::varchar`,
      users_count: sql`${p('users')}::int`,
      equipment_count: sql`${p('equipment')}::int`,
      storage_bytes: sql`${p('storage')}::bigint`,
      api_calls_count: sql`${p('calls')}::bigint`,
      last_activity_at: sql`${p('lastActivityAt')}::timestamptz`,
      usage_measured_at: sql`now()`,
      // whoever keeps a copy of the list asks by it
      updated_at: sql`case when ${differs(p)} then now() else updated_at end`,
    })
    .where('id', '=', p('id')),
);
