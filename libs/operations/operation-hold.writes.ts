// Past the unit of work: each statement writes only while its process holds the lease, and progress is not audited.
import { sql, type Kysely } from 'kysely';
import { mustChange, tenantQuery, unnamed, type Params, type Statement } from '#libs/database';
import { afterLease, changed, ended, freed, inSeconds, json, now, type OperationTables } from './operation-table.js';

/** The lease of one run on its operation. */
export interface Hold {
  readonly schema: string;
  readonly id: string;
  readonly lease: string;
}

interface Checkpoint {
  progress: number;
  result: string | null;
}

type Held<P = unknown> = P & { id: string; lease: string };

/** Writes no row when the operation was canceled or taken over. */
const whileHeld = (db: Kysely<OperationTables>, p: Params<Held>) =>
  db.updateTable('operations as o').where('o.id', '=', p('id')).where('o.lease', '=', p('lease'));

const renewing = tenantQuery<OperationTables, Held>()((db, p) => whileHeld(db, p).set({ due_at: afterLease }));

const savingCheckpoint = tenantQuery<OperationTables, Held<Checkpoint>>()((db, p) =>
  whileHeld(db, p as never)
    .set({ ...changed, progress: p('progress'), due_at: afterLease })
    .set({ result: sql`coalesce(${json(p('result'))}, o.result)` })
    .returning('o.id'),
);

const succeeding = tenantQuery<OperationTables, Held<{ result: string }>>()((db, p) =>
  whileHeld(db, p as never).set({ ...ended, status: 'succeeded', progress: 100, result: json(p('result')) }),
);

const failing = tenantQuery<OperationTables, Held<{ error: string }>>()((db, p) =>
  whileHeld(db, p as never).set({ ...ended, status: 'failed', error: json(p('error')) }),
);

const retrying = tenantQuery<OperationTables, Held<{ seconds: number }>>()((db, p) =>
  whileHeld(db, p as never).set({ ...freed, status: 'queued', due_at: inSeconds(p('seconds')) }),
);

const requeuing = tenantQuery<OperationTables, Held>()((db, p) =>
  whileHeld(db, p).set({ ...freed, status: 'queued', due_at: now, attempts: sql`o.attempts - 1` }),
);

export const renew = ({ schema, ...held }: Hold): Statement => unnamed(renewing.bind(schema, held));

/** Fails, and rolls its transaction back, where the other statements write no row. */
export const saveCheckpoint = (
  { schema, ...held }: Hold,
  { progress, result }: Checkpoint,
  whenLost: () => Error,
): Statement => mustChange(savingCheckpoint.bind(schema, { ...held, progress, result }), whenLost);

export const succeed = ({ schema, ...held }: Hold, result: string): Statement =>
  unnamed(succeeding.bind(schema, { ...held, result }));

export const fail = ({ schema, ...held }: Hold, error: string): Statement =>
  unnamed(failing.bind(schema, { ...held, error }));

export const retry = ({ schema, ...held }: Hold, seconds: number): Statement =>
  unnamed(retrying.bind(schema, { ...held, seconds }));

/** Does not count as an attempt: the process stopped, the operation did not fail. */
export const requeue = ({ schema, ...held }: Hold): Statement => unnamed(requeuing.bind(schema, held));
