import { sql, type Kysely } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { AuditTables } from '../seals/audit-tables.js';
import { contentOf, hashOf } from '../seals/row-hash.js';
import { isSealed, sealedSince } from '../seals/seal.queries.js';

/** The next seals, with the hash of their row as it is now, in the log or the archive; null where it is gone. */
export const sealsAfter = tenantQuery<AuditTables, { sequence: number; limit: number }>()((db, p) =>
  db
    .selectFrom('audit_seals as s')
    .leftJoin('audit_logs as a', 'a.id', 's.audit_log_id')
    .leftJoin('audit_logs_archive as b', 'b.id', 's.audit_log_id')
    .select([
      sql<number>`s.sequence::float8`.as('sequence'),
      's.audit_log_id as auditLogId',
      's.row_hash as rowHash',
      's.previous_hash as previousHash',
      's.chain_hash as chainHash',
      sql<string | null>`coalesce(${hashOf('a.id', contentOf('a'))}, ${hashOf('b.id', contentOf('b'))})`.as(
        'foundHash',
      ),
    ])
    .where('s.sequence', '>', sql<string>`${p('sequence')}::bigint`)
    .orderBy('s.sequence')
    .limit(p('limit')),
);

export type SealWithRow = (typeof sealsAfter)['row'];

const contents = (db: Kysely<AuditTables>, table: 'audit_logs' | 'audit_logs_archive') =>
  db.selectFrom(`${table} as a`).select(['a.id', contentOf('a').as('content')]);

/** The entry whose seal fits what this one says now: the two were swapped. */
export const entryOfContent = tenantQuery<AuditTables, { id: string }>()((db, p) =>
  db
    .selectFrom('audit_seals as s')
    .innerJoin(contents(db, 'audit_logs').unionAll(contents(db, 'audit_logs_archive')).as('found'), (join) =>
      join.on('found.id', '=', p('id')),
    )
    .select('s.audit_log_id as id')
    .where('s.audit_log_id', '<>', p('id'))
    .whereRef('s.row_hash', '=', hashOf('s.audit_log_id', sql.ref('found.content')) as never)
    .limit(1),
);

const entries = (db: Kysely<AuditTables>, table: 'audit_logs' | 'audit_logs_archive') =>
  db.selectFrom(`${table} as e`).select(['e.id', 'e.created_at']);

/** The oldest entry without a seal, of those that are too old to get one; and how many wait for theirs. */
export const entriesWithoutSeal = tenantQuery<AuditTables>()((db) =>
  db.selectNoFrom([
    db
      .selectFrom(entries(db, 'audit_logs').unionAll(entries(db, 'audit_logs_archive')).as('a'))
      .select('a.id')
      .where('a.created_at', '<', sql<string>`${sealedSince(db)}`)
      .where(sql<boolean>`not ${isSealed(db)}`)
      .orderBy('a.created_at')
      .orderBy('a.id')
      .limit(1)
      .as('inserted'),
    db
      .selectFrom('audit_logs as a')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('a.created_at', '>=', sql<string>`coalesce(${sealedSince(db)}, '-infinity')`)
      .where(sql<boolean>`not ${isSealed(db)}`)
      .as('waiting'),
  ]),
);

export const sealAt = tenantQuery<AuditTables, { sequence: number }>()((db, p) =>
  db
    .selectFrom('audit_seals as s')
    .select('s.chain_hash as chainHash')
    .where('s.sequence', '=', sql<string>`${p('sequence')}::bigint`),
);
