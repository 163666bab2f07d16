// Past the unit of work: a counter changes by one, whatever others have made of it. Its row stays locked until the request is committed,
// and is as before when that fails, so numbers have neither gaps nor doubles.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { ServiceRequestTables } from './service-request.tables.js';

export const nextCount = tenantQuery<ServiceRequestTables, { name: string; at: Date }>()((db, p) =>
  db
    .insertInto('counters')
    .values({ name: p('name'), value: '1', updated_at: sql<string>`${p('at')}::timestamptz` })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({
        value: sql<string>`counters.value + 1`,
        updated_at: sql<string>`excluded.updated_at`,
      }),
    )
    .returning('value'),
);
