import { sql, type Kysely } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { AuditTables } from '../seals/audit-tables.js';
import { isSealed } from '../seals/seal.queries.js';

/** Entries without a seal stay, since nobody could tell later what they said. */
const sealed = (db: Kysely<AuditTables>) => db.selectFrom('audit_logs as a').where(isSealed(db));

export const archivable = tenantQuery<AuditTables>()((db) =>
  sealed(db)
    .select(sql<number>`count(*)::int`.as('count'))
    .where('a.created_at', '<', sql<string>`now() - interval '1 year'`),
);

/** On the first of the month after the one in which the oldest entry becomes a year old; null where that is more than a month ahead. */
export const nextArchiving = tenantQuery<AuditTables>()((db) => {
  const oldest = sealed(db).select('a.created_at').orderBy('a.created_at').limit(1);
  const at = sql`(date_trunc('month', (${oldest}) at time zone 'UTC' + interval '1 year') + interval '1 month') at time zone 'UTC'`;
  return db
    .selectFrom(sql<{ at: string }>`(select ${at} as at)`.as('next'))
    .select(sql<string | null>`case when next.at < now() + interval '31 days' then next.at end`.as('at'));
});
