// Past the unit of work: the same secret under another key is no new version of its webhook, and nothing to audit for each of them.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { WebhookTables } from './webhook.queries.js';

interface Renewal {
  id: string;
  former: string;
  text: string;
  keyId: string;
  previousText: string | null;
  previousKeyId: string | null;
}

/** Changes no row where the webhook has another secret by now. */
export const renewWebhookSecret = tenantQuery<WebhookTables, Renewal>()((db, p) =>
  db
    .updateTable('webhooks as w')
    .set({
      secret_encrypted: p('text'),
      secret_key_id: p('keyId'),
      previous_secret_encrypted: p('previousText'),
      previous_secret_key_id: p('previousKeyId'),
      updated_at: sql`now()`,
    })
    .where('w.id', '=', p('id'))
    .where('w.secret_encrypted', '=', p('former'))
    .returning('w.id'),
);
