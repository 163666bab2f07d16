import { sql } from 'kysely';
import { tenantQuery, unnamed, type Statement } from '#libs/database';
import type { OperationTables } from './operation-table.js';

export interface LookAhead {
  readonly at: string | null;
  readonly is_waiting: boolean | null;
}

const looking = tenantQuery<OperationTables>()((db) =>
  db
    .selectFrom('operations as o')
    .select(sql<string | null>`min(greatest(o.due_at, now() + interval '5 seconds'))`.as('at'))
    .select(sql<boolean | null>`bool_or(o.due_at <= now())`.as('is_waiting'))
    .where('o.status', 'in', ['queued', 'running']),
);

/** When the tenant is to be looked at again, and whether something is due that was not taken: for want of room, or of a program that knows it. */
export const lookAhead = (schema: string): Statement => unnamed(looking.bind(schema, {}));
