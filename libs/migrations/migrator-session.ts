import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import { OWNER_ROLE, type Isolation } from './roles.js';

export const setOwner = (isolation: Isolation): string => (isolation === 'role' ? `SET LOCAL ROLE ${OWNER_ROLE};` : '');

/** A connection for as long as the work takes; one that saw an error is closed, with whatever locks and settings it had. */
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

/** Several statements in one round trip; the answer is that of the last one. */
export async function lastResult<Row extends QueryResultRow>(
  client: Pool | PoolClient,
  script: string,
): Promise<QueryResult<Row>> {
  const results = (await client.query<Row>(script)) as QueryResult<Row> | QueryResult<Row>[];
  return Array.isArray(results) ? results.at(-1)! : results;
}

/** Another transaction was in the way: nothing is wrong with the step, it may go through a little later. */
function isLockConflict(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '55P03' || code === '40P01' || code === '40001';
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export interface LockPatience {
  /** How long DDL may queue for a table lock, with every later reader queueing behind it. */
  readonly lockTimeoutMs: number;
  readonly lockAttempts: number;
}

export function lockPatience({ lockTimeoutMs = 2_000, lockAttempts = 6 }: Partial<LockPatience>): LockPatience {
  return { lockTimeoutMs: Math.trunc(lockTimeoutMs), lockAttempts };
}

/** Waits longer after each refusal, so that those who hold the lock get through. */
export async function retryLockConflicts<T>({ lockAttempts }: LockPatience, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isLockConflict(error) || attempt >= lockAttempts) throw error;
      await pause(100 * 2 ** attempt * (0.5 + Math.random() / 2));
    }
  }
}
