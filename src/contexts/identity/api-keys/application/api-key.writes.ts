// Past the unit of work: the use of a key is no edit of it.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';

interface Use {
  id: string;
  at: Date;
  ip: string | null;
  /** Of a use since then another process has told. */
  before: Date;
}

/** The version stays, since nobody edited it; its time of change moves, as lists show the last use. */
export const recordApiKeyUse = tenantQuery<IdentityTables, Use>()((db, p) =>
  db
    .updateTable('api_keys as k')
    .set({
      last_used_at: sql`${p('at')}::timestamptz`,
      last_used_ip: sql`${p('ip')}::inet`,
      updated_at: sql`${p('at')}::timestamptz`,
    })
    .where('k.id', '=', p('id'))
    .where(sql<boolean>`(k.last_used_at is null or k.last_used_at < ${p('before')}::timestamptz)`),
);
