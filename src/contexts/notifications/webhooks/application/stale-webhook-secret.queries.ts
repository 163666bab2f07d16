import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { WebhookTables } from './webhook.queries.js';

/** Webhooks with a secret that another key than this one has encrypted; there are only a few of them in an account. */
export const webhooksWithStaleSecrets = tenantQuery<WebhookTables, { keyId: string }>()((db, p) =>
  db
    .selectFrom('webhooks as w')
    .select([
      'w.id',
      'w.secret_encrypted',
      'w.secret_key_id',
      'w.previous_secret_encrypted',
      'w.previous_secret_key_id',
    ])
    .where(
      sql<boolean>`(w.secret_key_id <> ${p('keyId')} or coalesce(w.previous_secret_key_id <> ${p('keyId')}, false))`,
    ),
);
