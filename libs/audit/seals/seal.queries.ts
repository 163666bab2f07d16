import { sql, type Kysely } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { AuditTables } from './audit-tables.js';
import { contentOf, hashOf } from './row-hash.js';

/**
 * Rows get the time at which their transaction began and are seen when it ends, so one may come after others that are later. None takes so
 * long.
 */
const latest = sql<string>`interval '1 hour'`;

/** From this time on entries get their seal; null where there is none yet. */
export const sealedSince = (db: Kysely<AuditTables>) =>
  db
    .selectFrom('audit_seals as last')
    .select(sql<string>`last.audit_created_at - ${latest}`.as('since'))
    .orderBy('last.sequence', 'desc')
    .limit(1);

/** Of entries as `a`. */
export const isSealed = (db: Kysely<AuditTables>) =>
  sql<boolean>`exists ${db
    .selectFrom('audit_seals as s')
    .select('s.sequence')
    .where('s.audit_log_id', '=', sql.ref<string>('a.id'))}`;

/** Entries without a seal since the last one. Those that are older were put in later, by somebody else. */
const unsealed = (db: Kysely<AuditTables>) =>
  db
    .selectFrom('audit_logs as a')
    .where('a.created_at', '>=', sql<string>`coalesce(${sealedSince(db)}, '-infinity')`)
    .where(sql<boolean>`not ${isSealed(db)}`);

export const unsealedRows = tenantQuery<AuditTables, { limit: number }>()((db, p) =>
  unsealed(db)
    .select(['a.id', 'a.created_at as at', hashOf('a.id', contentOf('a')).as('hash')])
    .orderBy('a.created_at')
    .orderBy('a.id')
    .limit(p('limit')),
);

export type UnsealedRow = (typeof unsealedRows)['row'];

/** `at`: when the oldest is to be sealed; `seconds`: how old it is. Null where all are sealed. */
export const oldestUnsealed = tenantQuery<AuditTables, { afterSeconds: number }>()((db, p) =>
  db
    .selectNoFrom(unsealed(db).select('a.created_at').orderBy('a.created_at').limit(1).as('created_at'))
    .$call((oldest) => db.selectFrom(oldest.as('o')))
    .select([
      sql<string | null>`o.created_at + make_interval(secs => ${p('afterSeconds')})`.as('at'),
      sql<number | null>`extract(epoch from now() - o.created_at)::float8`.as('seconds'),
    ]),
);

export const lastSeal = tenantQuery<AuditTables>()((db) =>
  db
    .selectFrom('audit_seals as s')
    .select([sql<number>`s.sequence::float8`.as('sequence'), 's.chain_hash as chainHash'])
    .orderBy('s.sequence', 'desc')
    .limit(1),
);

/** How long ago the last seal was made. */
export const secondsSinceSeal = tenantQuery<AuditTables>()((db) =>
  db
    .selectFrom('audit_seals as s')
    .select(sql<number>`extract(epoch from now() - s.sealed_at)::float8`.as('seconds'))
    .orderBy('s.sequence', 'desc')
    .limit(1),
);
