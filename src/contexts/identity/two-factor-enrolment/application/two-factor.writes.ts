// Past the unit of work: all codes of a user are replaced as a whole, and their other sessions end without being loaded.
import { sql } from 'kysely';
import { insertRows, tenantQuery, type Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import type { IdentityTables } from '../../identity.tables.js';
import { backupCodeHash } from '../../two-factor/application/backup-codes.js';

const deleteBackupCodes = tenantQuery<IdentityTables, { userId: string }>()((db, p) =>
  db.deleteFrom('two_factor_backup_codes').where('user_id', '=', p('userId')),
);

/** The codes of the user are these from now on. */
export function replaceBackupCodes(schema: string, userId: string, codes: readonly string[]): Statement[] {
  const rows = codes.map((code) => ({ id: uuidv7(), user_id: userId, code_hash: backupCodeHash(userId, code) }));
  const columns = { id: 'uuid', user_id: 'uuid', code_hash: 'varchar' };
  const insert = rows.length > 0 ? [insertRows(schema, 'two_factor_backup_codes', columns, rows)] : [];
  return [deleteBackupCodes.bind(schema, { userId }), ...insert];
}

/** They were opened by a password alone. */
export const endOtherSessions = tenantQuery<IdentityTables, { userId: string; sessionId: string; at: Date }>()(
  (db, p) =>
    db
      .updateTable('sessions')
      .set({ revoked_at: sql`${p('at')}::timestamptz`, revoked_reason: 'two_factor_changed' })
      .where('user_id', '=', p('userId'))
      .where('id', '<>', p('sessionId'))
      .where('revoked_at', 'is', null),
);

/** In it a code was given. */
export const confirmSession = tenantQuery<IdentityTables, { sessionId: string }>()((db, p) =>
  db.updateTable('sessions').set({ two_factor: true }).where('id', '=', p('sessionId')),
);
