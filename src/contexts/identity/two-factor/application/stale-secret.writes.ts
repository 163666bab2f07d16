// Past the unit of work: the same secret under another key is no new version of its owner, and nothing to audit for each of them.
import { sql } from 'kysely';
import { platformQuery, tenantQuery } from '#libs/database';
import type { IdentityTables, OperatorTables } from '../../identity.tables.js';

interface Renewal {
  id: string;
  former: string;
  text: string;
  keyId: string;
}

/** Changes no row where the owner has another secret by now. */
export const renewSecretOfUser = tenantQuery<IdentityTables, Renewal>()((db, p) =>
  db
    .updateTable('users')
    .set({ two_factor_secret: p('text'), two_factor_key_id: p('keyId'), updated_at: sql`now()` })
    .where('id', '=', p('id'))
    .where('two_factor_secret', '=', p('former'))
    .returning('id'),
);

export const renewSecretOfOperator = platformQuery<OperatorTables, Renewal>()((db, p) =>
  db
    .updateTable('operators')
    .set({ two_factor_secret: p('text'), two_factor_key_id: p('keyId'), updated_at: sql`now()` })
    .where('id', '=', p('id'))
    .where('two_factor_secret', '=', p('former'))
    .returning('id'),
);
