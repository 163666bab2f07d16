import { sql, type Kysely } from 'kysely';
import { anyOf, atOrAfter, before, equals, isoUtc, LimitableQuery, tenantList, tenantQuery } from '#libs/database';
import type { OperationStatus } from '#libs/http';

interface OperationRow {
  id: string;
  kind: string;
  status: OperationStatus;
  progress: number;
  result: object | null;
  error: object | null;
  requested_by: string | null;
  started_at: string | null;
  finished_at: string | null;
  expires_at: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

interface Tables {
  operations: OperationRow & { api_key_id: string | null };
}

const operations = (db: Kysely<Tables>) =>
  db
    .selectFrom('operations as o')
    .select(['o.id', 'o.kind', 'o.status', 'o.progress', 'o.result', 'o.error', 'o.requested_by', 'o.started_at'])
    .select(['o.finished_at', 'o.expires_at', 'o.version', 'o.created_at', 'o.updated_at']);

/** `user` null sees those of all users; an API key those that it has started itself. */
export const operationById = new LimitableQuery((isLimited) =>
  tenantQuery<Tables, { id: string; user: string | null; apiKey: string | null }>()((db, p) =>
    operations(db)
      .where('o.id', '=', p('id'))
      .$if(isLimited, (rows) =>
        rows
          .where('o.requested_by', '=', p('user'))
          .where(sql<boolean>`(${p('apiKey')}::uuid is null or o.api_key_id = ${p('apiKey')}::uuid)`),
      ),
  ),
);

export const operationList = tenantList<Tables>()({
  name: 'operations',
  rows: operations,
  id: 'o.id',
  updatedAt: 'o.updated_at',
  filters: {
    requestedBy: equals('o.requested_by'),
    apiKey: equals('o.api_key_id'),
    status: anyOf('o.status'),
    kind: equals('o.kind'),
    createdAfter: atOrAfter('o.created_at'),
    createdBefore: before('o.created_at'),
  },
  sorts: { createdAt: { column: 'o.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: operationView,
});

export type OperationView = ReturnType<typeof operationView>;

export function operationView(row: OperationRow) {
  const hasEnded = row.finished_at !== null;
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    progress: row.progress,
    // the result at a checkpoint is only for a run that takes over
    result: hasEnded ? row.result : null,
    error: row.error,
    requestedById: row.requested_by,
    startedAt: isoUtc(row.started_at),
    finishedAt: isoUtc(row.finished_at),
    expiresAt: isoUtc(row.expires_at),
    version: row.version,
    createdAt: isoUtc(row.created_at),
    updatedAt: isoUtc(row.updated_at),
  };
}
