// Past the unit of work: of several requests with the same code exactly one changes a row, and a sign-in is no new version of its user.
import { sql } from 'kysely';
import { platformQuery, tenantQuery, type Statement } from '#libs/database';
import type { IdentityTables, OperatorTables } from '../../identity.tables.js';
import type { ReadCode } from './two-factor-secret.service.js';

interface StepUse {
  ownerId: string;
  step: number;
}

interface BackupCodeUse {
  ownerId: string;
  hash: string;
  at: Date;
}

/** The step of a code, and with it all steps before: none of them is accepted again. */
const useStepOfUser = tenantQuery<IdentityTables, StepUse>()((db, p) =>
  db
    .updateTable('users')
    .set({ two_factor_last_step: p('step'), updated_at: sql`now()` })
    .where('id', '=', p('ownerId'))
    .where('two_factor_enabled', '=', true)
    .where(sql<boolean>`coalesce(two_factor_last_step, -1) < ${p('step')}::bigint`)
    .returning('id'),
);

const useBackupCodeOfUser = tenantQuery<IdentityTables, BackupCodeUse>()((db, p) =>
  db
    .updateTable('two_factor_backup_codes')
    .set({ used_at: sql`${p('at')}::timestamptz` })
    .where('user_id', '=', p('ownerId'))
    .where('code_hash', '=', p('hash'))
    .where('used_at', 'is', null)
    .returning('id'),
);

/** Changes no row where the code was used before. */
export function useCodeOfUser(schema: string, ownerId: string, code: ReadCode, at: Date): Statement {
  if ('step' in code) return useStepOfUser.bind(schema, { ownerId, step: code.step });
  return useBackupCodeOfUser.bind(schema, { ownerId, hash: code.backupHash, at });
}

const useStepOfOperator = platformQuery<OperatorTables, StepUse>()((db, p) =>
  db
    .updateTable('operators')
    .set({ two_factor_last_step: p('step'), updated_at: sql`now()` })
    .where('id', '=', p('ownerId'))
    .where('two_factor_enabled', '=', true)
    .where(sql<boolean>`coalesce(two_factor_last_step, -1) < ${p('step')}::bigint`)
    .returning('id'),
);

const useBackupCodeOfOperator = platformQuery<OperatorTables, BackupCodeUse>()((db, p) =>
  db
    .updateTable('operator_backup_codes')
    .set({ used_at: sql`${p('at')}::timestamptz` })
    .where('operator_id', '=', p('ownerId'))
    .where('code_hash', '=', p('hash'))
    .where('used_at', 'is', null)
    .returning('id'),
);

/** The same for operators. */
export function useCodeOfOperator(ownerId: string, code: ReadCode, at: Date): Statement {
  if ('step' in code) return useStepOfOperator.bind('public', { ownerId, step: code.step });
  return useBackupCodeOfOperator.bind('public', { ownerId, hash: code.backupHash, at });
}
