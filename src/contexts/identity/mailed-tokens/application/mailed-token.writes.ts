// Past the unit of work: all earlier tokens of a user end without being loaded, which is no change to audit.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';
import type { MailedKind } from '../../sessions/domain/verification-token.entity.js';

export const voidTokens = tenantQuery<IdentityTables, { userId: string; kind: MailedKind; at: Date }>()((db, p) =>
  db
    .updateTable('verification_tokens')
    .set({ consumed_at: sql`${p('at')}::timestamptz` })
    .where('user_id', '=', p('userId'))
    .where('kind', '=', p('kind'))
    .where('consumed_at', 'is', null),
);
