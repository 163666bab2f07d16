import { platformQuery } from '#libs/database';
import type { OperatorTables } from '../../identity.tables.js';

export const operatorTwoFactor = platformQuery<OperatorTables, { operatorId: string }>()((db, p) =>
  db
    .selectFrom('operators as o')
    .select('o.two_factor_enabled as enabled')
    .select((eb) =>
      eb
        .selectFrom('operator_backup_codes as c')
        .select(eb.fn.countAll<string>().as('count'))
        .whereRef('c.operator_id', '=', 'o.id')
        .where('c.used_at', 'is', null)
        .as('backupCodesLeft'),
    )
    .where('o.id', '=', p('operatorId')),
);
