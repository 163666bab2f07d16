import { sql } from 'kysely';
import { platformQuery, tenantQuery } from '#libs/database';

export interface Tables {
  users: { id: string };
  api_keys: {
    id: string;
    name: string;
    prefix: string;
    key_hash: string;
    scopes: string[];
    created_by: string;
    created_at: string;
    updated_at: string;
  };
  equipment: { id: string };
  service_requests: { id: string; converted_task_id: string | null };
  tasks: { id: string; service_request_id: string | null };
}

/** Whether the tenant has users and is the demo, and which copies of the machines exist. */
export const demoState = tenantQuery<Tables, { user: string; machines: readonly string[] }>()((db, p) =>
  db.selectNoFrom((eb) => [
    eb.exists(eb.selectFrom('users as u').select('u.id')).as('has_users'),
    eb.exists(eb.selectFrom('users as u').select('u.id').where('u.id', '=', p('user'))).as('is_demo'),
    sql<string[]>`array(${eb
      .selectFrom('equipment as e')
      .select('e.id')
      .where(sql<boolean>`e.id = any(${p('machines')}::uuid[])`)})`.as('machines'),
  ]),
);

export const operatorWithEmail = platformQuery<{ operators: { id: string; email: string } }, { email: string }>()(
  (db, p) => db.selectFrom('operators as o').select('o.id').where('o.email', '=', p('email')),
);
