// Past the unit of work: all codes of an operator are replaced as a whole, and sessions end without being loaded.
import { sql } from 'kysely';
import { insertRows, platformQuery, type Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import type { OperatorTables } from '../../identity.tables.js';
import { backupCodeHash } from '../../two-factor/application/backup-codes.js';

const deleteBackupCodes = platformQuery<OperatorTables, { operatorId: string }>()((db, p) =>
  db.deleteFrom('operator_backup_codes').where('operator_id', '=', p('operatorId')),
);

/** The backup codes of the operator are these from now on. */
export function replaceOperatorCodes(operatorId: string, codes: readonly string[]): Statement[] {
  const rows = codes.map((code) => ({
    id: uuidv7(),
    operator_id: operatorId,
    code_hash: backupCodeHash(operatorId, code),
  }));
  const columns = { id: 'uuid', operator_id: 'uuid', code_hash: 'varchar' };
  const insert = rows.length > 0 ? [insertRows('public', 'operator_backup_codes', columns, rows)] : [];
  return [deleteBackupCodes.bind('public', { operatorId }), ...insert];
}

/** Ends every session of an operator. */
export const endSessionsOfOperator = platformQuery<OperatorTables, { operatorId: string; at: Date; reason: string }>()(
  (db, p) =>
    db
      .updateTable('operator_sessions')
      .set({ revoked_at: sql`${p('at')}::timestamptz`, revoked_reason: p('reason') })
      .where('operator_id', '=', p('operatorId'))
      .where('revoked_at', 'is', null),
);
