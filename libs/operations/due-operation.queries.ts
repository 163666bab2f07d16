import { sql } from 'kysely';
import { tenantQuery, unnamed, type Statement } from '#libs/database';
import type { OperationTables } from './operation-table.js';

export interface NextDue {
  readonly at: string | null;
  readonly is_waiting: boolean | null;
}

const findingNext = tenantQuery<OperationTables>()((db) =>
  db
    .selectFrom('operations as o')
    .select(sql<string | null>`min(greatest(o.due_at, now() + interval '5 seconds'))`.as('at'))
    .select(sql<boolean | null>`bool_or(o.due_at <= now())`.as('is_waiting'))
    .where('o.status', 'in', ['queued', 'running']),
);

/** When the tenant has operations due next, and whether any due now were not claimed: no slot was free, or this release lacks their kind. */
export const nextDue = (schema: string): Statement => unnamed(findingNext.bind(schema, {}));
