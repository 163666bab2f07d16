// Past the unit of work: each statement writes only while its process holds the lease, and progress is not audited.
import { sql, type Kysely } from 'kysely';
import { mustChange, tenantQuery, unnamed, type Params, type Statement } from '#libs/database';
import { afterLease, changed, ended, freed, inSeconds, json, now, type OperationTables } from './operation-table.js';

/** Who holds which operation, as of one claim. */
export interface Hold {
  readonly schema: string;
  readonly id: string;
  readonly lease: string;
}

interface Noted {
  progress: number;
  result: string | null;
}

type Held<P = unknown> = P & { id: string; lease: string };

/** Writes no row when the operation was canceled or taken over. */
const whileHeld = (db: Kysely<OperationTables>, p: Params<Held>) =>
  db.updateTable('operations as o').where('o.id', '=', p('id')).where('o.lease', '=', p('lease'));

const renewing = tenantQuery<OperationTables, Held>()((db, p) => whileHeld(db, p).set({ due_at: afterLease }));

const noting = tenantQuery<OperationTables, Held<Noted>>()((db, p) =>
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

const tryingAgain = tenantQuery<OperationTables, Held<{ seconds: number }>>()((db, p) =>
  whileHeld(db, p as never).set({ ...freed, status: 'queued', due_at: inSeconds(p('seconds')) }),
);

const handingBack = tenantQuery<OperationTables, Held>()((db, p) =>
  whileHeld(db, p).set({ ...freed, status: 'queued', due_at: now, attempts: sql`o.attempts - 1` }),
);

export const renew = ({ schema, ...held }: Hold): Statement => unnamed(renewing.bind(schema, held));

/** Fails where the others write no row, and the transaction it is part of with it. */
export const note = ({ schema, ...held }: Hold, { progress, result }: Noted, whenLost: () => Error): Statement =>
  mustChange(noting.bind(schema, { ...held, progress, result }), whenLost);

export const succeed = ({ schema, ...held }: Hold, result: string): Statement =>
  unnamed(succeeding.bind(schema, { ...held, result }));

export const fail = ({ schema, ...held }: Hold, error: string): Statement =>
  unnamed(failing.bind(schema, { ...held, error }));

export const tryAgain = ({ schema, ...held }: Hold, seconds: number): Statement =>
  unnamed(tryingAgain.bind(schema, { ...held, seconds }));

/** Not the operation's fault, so not one of its attempts. */
export const handBack = ({ schema, ...held }: Hold): Statement => unnamed(handingBack.bind(schema, held));
