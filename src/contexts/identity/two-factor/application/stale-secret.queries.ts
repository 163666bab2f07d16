import { sql } from 'kysely';
import { platformQuery, tenantQuery } from '#libs/database';
import type { IdentityTables, OperatorTables } from '../../identity.tables.js';

export interface StaleSecret {
  readonly id: string;
  readonly two_factor_secret: string | null;
  readonly two_factor_key_id: string | null;
}

interface Slice {
  keyId: string;
  afterId: string;
  limit: number;
}

/** Those that another key than this one has encrypted, by id. */
export const staleSecretsOfUsers = tenantQuery<IdentityTables, Slice>()((db, p) =>
  db
    .selectFrom('users as o')
    .select(['o.id', 'o.two_factor_secret', 'o.two_factor_key_id'])
    .where('o.two_factor_secret', 'is not', null)
    .where('o.two_factor_key_id', '<>', p('keyId'))
    .where('o.id', '>', p('afterId'))
    .orderBy('o.id')
    .limit(sql<number>`${p('limit')}::integer`),
);

export const staleSecretsOfOperators = platformQuery<OperatorTables, Slice>()((db, p) =>
  db
    .selectFrom('operators as o')
    .select(['o.id', 'o.two_factor_secret', 'o.two_factor_key_id'])
    .where('o.two_factor_secret', 'is not', null)
    .where('o.two_factor_key_id', '<>', p('keyId'))
    .where('o.id', '>', p('afterId'))
    .orderBy('o.id')
    .limit(sql<number>`${p('limit')}::integer`),
);
