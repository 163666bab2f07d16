import { escapeIdentifier, type PoolClient } from 'pg';
import type { Migration } from './migration-files.js';
import { OWNER_ROLE, type Isolation } from './roles.js';
import { splitSql, type SqlStatement } from './split-sql.js';

interface SchemaTarget {
  readonly schema: string;
  readonly isolation: Isolation;
}

/** Repeats a statement marked `-- batched` until it changes no more rows, each time in its own transaction. */
async function runStatement(client: PoolClient, { text, comments }: SqlStatement): Promise<void> {
  const batched = comments.includes('batched');
  for (;;) {
    const { rowCount } = await client.query(text);
    if (!batched || !rowCount) return;
  }
}

/**
 * Runs statements one at a time, each committed by itself: for CREATE INDEX CONCURRENTLY and backfills. An interrupted step is run again
 * from its start, so every statement must be repeatable. The settings of the session are restored.
 */
export async function runOutsideTransaction(
  client: PoolClient,
  migration: Migration,
  { schema, isolation }: SchemaTarget,
): Promise<void> {
  if (isolation === 'role') await client.query(`SET ROLE ${OWNER_ROLE}`);
  await client.query(`SET search_path TO ${escapeIdentifier(schema)}; SET statement_timeout = 0`);
  for (const statement of splitSql(migration.sql)) await runStatement(client, statement);
  await client.query('RESET search_path; RESET statement_timeout; RESET ROLE');
}
