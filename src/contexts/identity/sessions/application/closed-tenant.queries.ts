import { sql } from 'kysely';
import { platformQuery } from '#libs/database';

interface Account {
  id: string;
  password_hash: string;
  is_active: boolean;
  auth_version: number;
}

interface Token {
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
  session_expires_at: string;
  session_revoked_at: string | null;
  session_last_seen_at: string;
}

interface Key {
  id: string;
}

type NoTables = Record<never, never>;

/** Functions of the database, since the roles of a closed tenant reach nothing; of an open tenant they tell nothing. */
export const accountOfClosedTenant = platformQuery<NoTables, { tenantId: string; email: string }>()((db, p) =>
  db
    .selectFrom(sql<Account>`public.account_of_closed_tenant(${p('tenantId')}::uuid, ${p('email')}::text)`.as('a'))
    .select(['a.id', 'a.password_hash', 'a.is_active', 'a.auth_version']),
);

export const refreshTokenOfClosedTenant = platformQuery<NoTables, { tenantId: string; hash: string }>()((db, p) =>
  db
    .selectFrom(sql<Token>`public.refresh_token_of_closed_tenant(${p('tenantId')}::uuid, ${p('hash')}::text)`.as('r'))
    .selectAll('r'),
);

export const apiKeyOfClosedTenant = platformQuery<NoTables, { tenantId: string; hash: string; at: Date }>()((db, p) =>
  db
    .selectFrom(
      sql<Key>`public.api_key_of_closed_tenant(${p('tenantId')}::uuid, ${p('hash')}::text, ${p('at')}::timestamptz)`.as(
        'k',
      ),
    )
    .select('k.id'),
);
