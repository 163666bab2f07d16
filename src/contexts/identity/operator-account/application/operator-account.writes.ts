// Past the unit of work: sessions of an operator end without being loaded; the services write what is to be audited.
import { sql } from 'kysely';
import { platformQuery } from '#libs/database';
import type { OperatorTables } from '../../identity.tables.js';

export const endOtherOperatorSessions = platformQuery<
  OperatorTables,
  { operatorId: string; sessionId: string; at: Date }
>()((db, p) =>
  db
    .updateTable('operator_sessions')
    .set({ revoked_at: sql`${p('at')}::timestamptz`, revoked_reason: 'two_factor_changed' })
    .where('operator_id', '=', p('operatorId'))
    .where('id', '<>', p('sessionId'))
    .where('revoked_at', 'is', null),
);

/** Returns no row for one that is somebody else's, or has ended. */
export const endOperatorSession = platformQuery<OperatorTables, { operatorId: string; sessionId: string; at: Date }>()(
  (db, p) =>
    db
      .updateTable('operator_sessions')
      .set({ revoked_at: sql`${p('at')}::timestamptz`, revoked_reason: 'signed_out' })
      .where('operator_id', '=', p('operatorId'))
      .where('id', '=', p('sessionId'))
      .where('revoked_at', 'is', null)
      .returning('id'),
);
