// Past the unit of work: tokens end and go without being loaded, which is no change to audit; the first is written with the tenant's schema.
import { sql } from 'kysely';
import { insertRows, tenantQuery, unnamed, type Statement } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';
import type { MailedKind, VerificationToken } from '../../sessions/domain/verification-token.entity.js';

export const voidTokens = tenantQuery<IdentityTables, { userId: string; kind: MailedKind; at: Date }>()((db, p) =>
  db
    .updateTable('verification_tokens')
    .set({ consumed_at: sql`${p('at')}::timestamptz` })
    .where('user_id', '=', p('userId'))
    .where('kind', '=', p('kind'))
    .where('consumed_at', 'is', null),
);

const columns = {
  id: 'uuid',
  user_id: 'uuid',
  kind: 'varchar',
  token_hash: 'varchar',
  payload: 'jsonb',
  expires_at: 'timestamptz',
};

export function insertToken(schema: string, token: VerificationToken): Statement {
  const { id, userId, kind, tokenHash, payload, expiresAt } = token;
  const row = {
    id,
    user_id: userId,
    kind,
    token_hash: tokenHash,
    payload: JSON.stringify(payload),
    expires_at: expiresAt,
  };
  return insertRows(schema, 'verification_tokens', columns, [row]);
}

const deletion = tenantQuery<IdentityTables, { before: Date; most: number }>()((db, p) =>
  db.deleteFrom('verification_tokens').where('id', 'in', (eb) =>
    eb
      .selectFrom('verification_tokens as t')
      .select('t.id')
      .where(sql<boolean>`t.expires_at <= ${p('before')}::timestamptz`)
      .orderBy('t.expires_at')
      .limit(p('most')),
  ),
);

/** Of every kind, used or not. A bounded number at once, so that no transaction is long. */
export function deleteExpiredTokens(schema: string, before: Date, most: number): Statement {
  return unnamed(deletion.bind(schema, { before, most }));
}
