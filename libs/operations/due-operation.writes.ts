// Past the unit of work: claiming must be one statement, so that of several processes one gets an operation.
import { sql } from 'kysely';
import { tenantQuery, unnamed, type Statement } from '#libs/database';
import { afterLease, changed, ended, json, now, type OperationTables } from './operation-table.js';

export const MAX_ATTEMPTS = 5;

export interface ClaimedOperation {
  readonly id: string;
  readonly kind: string;
  readonly input: object;
  /** What an earlier run stored at its last checkpoint. */
  readonly result: object | null;
  readonly attempts: number;
  readonly lease: string;
  readonly requested_by: string | null;
  readonly request_id: string | null;
}

const claiming = tenantQuery<OperationTables, { kinds: readonly string[]; limit: number }>()((db, p) =>
  db
    .with(
      (cte) => cte('due').materialized(),
      (qb) =>
        qb
          .selectFrom('operations as d')
          .select('d.id')
          .where('d.status', 'in', ['queued', 'running'])
          .where('d.due_at', '<=', now)
          .where(sql<boolean>`d.kind = any(${p('kinds')})`)
          .orderBy('d.due_at')
          .orderBy('d.id')
          .limit(p('limit'))
          .forUpdate()
          .skipLocked(),
    )
    .updateTable('operations as o')
    .from('due')
    .set({ ...changed, status: 'running', attempts: sql`o.attempts + 1`, lease: sql`gen_random_uuid()` })
    .set({ due_at: afterLease, started_at: sql`coalesce(o.started_at, now())` })
    .whereRef('o.id', '=', 'due.id')
    .returning(['o.id', 'o.kind', 'o.input', 'o.result', 'o.attempts', 'o.lease', 'o.requested_by', 'o.request_id']),
);

const failingExhausted = tenantQuery<OperationTables, { error: string }>()((db, p) =>
  db
    .updateTable('operations as o')
    .set({ ...ended, status: 'failed' })
    .set({
      error: sql`${json(p('error'))} || jsonb_build_object('instance', '/v1/operations/' || o.id,
        'requestId', coalesce(o.request_id, o.id::text))`,
    })
    .where('o.status', '=', 'running')
    .where('o.due_at', '<=', now)
    .where('o.attempts', '>=', sql.lit(MAX_ATTEMPTS)),
);

const deletingExpired = tenantQuery<OperationTables>()((db) =>
  db.deleteFrom('operations as o').where('o.expires_at', '<', now),
);

/** Claims what is due, the oldest first. The new lease tells this run from one that lost the operation. */
export const claimDue = (schema: string, kinds: readonly string[], limit: number): Statement =>
  unnamed(claiming.bind(schema, { kinds, limit }));

/** An operation during which the process died each time is not tried for ever. */
export const failExhausted = (schema: string, error: string): Statement =>
  unnamed(failingExhausted.bind(schema, { error }));

export const deleteExpired = (schema: string): Statement => unnamed(deletingExpired.bind(schema, {}));
