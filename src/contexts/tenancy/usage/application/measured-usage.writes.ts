// Past the unit of work: a copy of what the tenant's own tables count is no change of the tenant that anybody made.
import { sql } from 'kysely';
import { platformQuery } from '#libs/database';

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
    })
    .where('id', '=', p('id')),
);
