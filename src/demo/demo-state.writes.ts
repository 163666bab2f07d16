// Past the unit of work: demo rows come from files, not from use cases.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { Tables } from './demo-state.queries.js';

/** Requests and work orders refer to each other, so requests are inserted first and updated afterwards. */
export const linkRequests = tenantQuery<Tables>()((db) =>
  db
    .updateTable('service_requests as r')
    .from('tasks as t')
    .set((eb) => ({ converted_task_id: eb.ref('t.id') }))
    .whereRef('t.service_request_id', '=', 'r.id'),
);

/** `keys` is a JSON array of the columns. */
export const insertApiKeys = tenantQuery<Tables, { keys: string }>()((db, p) =>
  db
    .insertInto('api_keys')
    .columns(['id', 'name', 'prefix', 'key_hash', 'scopes', 'created_by', 'created_at', 'updated_at'])
    .expression(
      sql`select k.id, k.name, k.prefix, k.key_hash, k.scopes, k.created_by, k.created_at, k.created_at
        from jsonb_to_recordset(${p('keys')}::jsonb) as k(id uuid, name varchar, prefix varchar, key_hash varchar,
          scopes varchar[], created_by uuid, created_at timestamptz)` as never,
    ),
);
