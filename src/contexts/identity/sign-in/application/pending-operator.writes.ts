// Past the unit of work: of several tries at once each counts, and the last one is the fifth in whichever process it is made.
import { sql } from 'kysely';
import { insertRows, platformQuery, type Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import type { OperatorTables } from '../../identity.tables.js';
import { MOST_TRIES } from '../../two-factor/domain/two-factor.errors.js';

const columns = {
  id: 'uuid',
  operator_id: 'uuid',
  token_hash: 'varchar',
  auth_version: 'integer',
  account: 'varchar',
  device_id: 'varchar',
  expires_at: 'timestamptz',
};

interface NewPending {
  readonly operatorId: string;
  readonly tokenHash: string;
  readonly authVersion: number;
  readonly account: string;
  readonly deviceId: string | null;
  readonly expiresAt: Date;
}

export function insertPendingOperator(pending: NewPending): Statement {
  const { operatorId, tokenHash, authVersion, account, deviceId, expiresAt } = pending;
  const facts = { auth_version: authVersion, account, device_id: deviceId, expires_at: expiresAt };
  const row = { id: uuidv7(), operator_id: operatorId, token_hash: tokenHash, ...facts };
  return insertRows('public', 'pending_operator_sign_ins', columns, [row]);
}

/** Returns no row where it has had all of its tries, or is over. */
export const countOperatorTry = platformQuery<OperatorTables, { id: string }>()((db, p) =>
  db
    .updateTable('pending_operator_sign_ins')
    .set({ attempts: sql`attempts + 1` })
    .where('id', '=', p('id'))
    .where('attempts', '<', MOST_TRIES)
    .where('ended_at', 'is', null)
    .returning('id'),
);

/** Returns no row where another request was faster. */
export const endPendingOperator = platformQuery<OperatorTables, { id: string; at: Date }>()((db, p) =>
  db
    .updateTable('pending_operator_sign_ins')
    .set({ ended_at: sql`${p('at')}::timestamptz` })
    .where('id', '=', p('id'))
    .where('ended_at', 'is', null)
    .returning('id'),
);

export const renewOperatorHash = platformQuery<OperatorTables, { operatorId: string; newHash: string }>()((db, p) =>
  db
    .updateTable('operators')
    .set({ password_hash: p('newHash'), updated_at: sql`now()` })
    .where('id', '=', p('operatorId')),
);

/** Those of all operators that are over. */
export const deleteEndedOperators = platformQuery<OperatorTables, { at: Date }>()((db, p) =>
  db.deleteFrom('pending_operator_sign_ins').where(sql<boolean>`expires_at < ${p('at')}::timestamptz`),
);
