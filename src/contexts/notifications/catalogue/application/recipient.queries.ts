import { sql } from 'kysely';
import type { IdentityReadContract } from '#contexts/identity';
import { tenantQuery } from '#libs/database';

/** The active users among a user and the members of a team; either may be null. */
export const activeRecipients = tenantQuery<IdentityReadContract, { userId: string | null; teamId: string | null }>()(
  (db, p) =>
    db
      .selectFrom('users as u')
      .select('u.id')
      .where('u.is_active', '=', true)
      .where((eb) =>
        eb.or([
          eb('u.id', '=', sql<string>`${p('userId')}::uuid`),
          eb(
            'u.id',
            'in',
            eb
              .selectFrom('team_members as m')
              .select('m.user_id')
              .where('m.team_id', '=', sql<string>`${p('teamId')}::uuid`),
          ),
        ]),
      ),
);

/** The active user, if any, and the active administrators and managers. */
export const activeLeadersAnd = tenantQuery<IdentityReadContract, { userId: string | null }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select('u.id')
    .where('u.is_active', '=', true)
    .where((eb) => eb.or([eb('u.id', '=', p('userId')), eb('u.role', 'in', [sql.lit('admin'), sql.lit('manager')])])),
);
