import type { Pool } from 'pg';
import { sendBatch } from './batch-query.js';
import type { Statement, StatementResult } from '../statements/statement.js';

/** Runs the statements on a pooled connection as one implicit transaction, which the server rolls back on an error. */
export async function runBatch(
  pool: Pool,
  statements: readonly Statement[],
  preamble: readonly Statement[] = [],
): Promise<StatementResult[]> {
  const client = await pool.connect();
  try {
    const results = await sendBatch(client, preamble, statements);
    client.release();
    return results;
  } catch (error) {
    client.release(isConnectionLost(error));
    throw error;
  }
}

/** Errors of the server have an SQLSTATE; after any other error the connection must not be reused. */
function isConnectionLost(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || /^(08|57P)/.test(code);
}
