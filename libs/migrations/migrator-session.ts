import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import { OWNER_ROLE, type Isolation } from './roles.js';

export const setOwner = (isolation: Isolation): string => (isolation === 'role' ? `SET LOCAL ROLE ${OWNER_ROLE};` : '');

/** Runs the work with a connection of the pool. After an error the connection is closed, together with its locks and settings. */
export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let result: T;
  try {
    result = await work(client);
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.release();
  return result;
}

/** Sends several statements in one round trip. @returns the result of the last one */
export async function lastResult<Row extends QueryResultRow>(
  client: Pool | PoolClient,
  script: string,
): Promise<QueryResult<Row>> {
  const results = (await client.query<Row>(script)) as QueryResult<Row> | QueryResult<Row>[];
  return Array.isArray(results) ? results.at(-1)! : results;
}

/** Whether another transaction was in the way, so that the step may succeed a little later. */
function isLockConflict(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '55P03' || code === '40P01' || code === '40001';
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export interface LockRetryOptions {
  /** How long DDL may wait for a table lock, since every later reader queues behind it. */
  readonly lockTimeoutMs: number;
  readonly lockAttempts: number;
}

export function lockRetryOptions({
  lockTimeoutMs = 2_000,
  lockAttempts = 6,
}: Partial<LockRetryOptions>): LockRetryOptions {
  return { lockTimeoutMs: Math.trunc(lockTimeoutMs), lockAttempts };
}

/** Waits longer after each attempt, so that the holders of the lock can finish. */
export async function retryLockConflicts<T>({ lockAttempts }: LockRetryOptions, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isLockConflict(error) || attempt >= lockAttempts) throw error;
      await pause(100 * 2 ** attempt * (0.5 + Math.random() / 2));
    }
  }
}
