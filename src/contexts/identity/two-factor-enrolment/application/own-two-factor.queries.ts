import { tenantQuery } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';

export const ownTwoFactor = tenantQuery<IdentityTables, { userId: string }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select(['u.two_factor_enabled as enabled', 'u.role'])
    .select((eb) =>
      eb
        .selectFrom('two_factor_backup_codes as c')
        .select(eb.fn.countAll<string>().as('count'))
        .whereRef('c.user_id', '=', 'u.id')
        .where('c.used_at', 'is', null)
        .as('backupCodesLeft'),
    )
    .where('u.id', '=', p('userId')),
);
