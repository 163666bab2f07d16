// Past the unit of work: of several tries at once each counts, and the last one is the fifth in whichever process it is made.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import { MOST_TRIES } from '../../two-factor/domain/two-factor.errors.js';
import type { IdentityTables } from '../../identity.tables.js';

/** Returns no row where it has had all of its tries, or is over. */
export const countTry = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  db
    .updateTable('verification_tokens')
    .set({ attempts: sql`attempts + 1` })
    .where('id', '=', p('id'))
    .where('attempts', '<', MOST_TRIES)
    .where('consumed_at', 'is', null)
    .returning('id'),
);

/** Returns no row where another request was faster. */
export const endPending = tenantQuery<IdentityTables, { id: string; at: Date }>()((db, p) =>
  db
    .updateTable('verification_tokens')
    .set({ consumed_at: sql`${p('at')}::timestamptz` })
    .where('id', '=', p('id'))
    .where('consumed_at', 'is', null)
    .returning('id'),
);

/** Those of the user that are over. */
export const deleteEndedPending = tenantQuery<IdentityTables, { userId: string; at: Date }>()((db, p) =>
  db
    .deleteFrom('verification_tokens')
    .where('user_id', '=', p('userId'))
    .where('kind', '=', 'two_factor_pending')
    .where(sql<boolean>`expires_at < ${p('at')}::timestamptz`),
);

export const renewHash = tenantQuery<IdentityTables, { userId: string; newHash: string }>()((db, p) =>
  db
    .updateTable('users')
    .set({ password_hash: p('newHash'), updated_at: sql`now()` })
    .where('id', '=', p('userId')),
);
