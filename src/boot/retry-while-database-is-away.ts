import { setTimeout as delay } from 'node:timers/promises';
import { StartupError } from '#libs/kernel';
import { problemOf } from '#libs/http';
import type { BootLog } from './open-database.js';

const TRY_AGAIN_AFTER_MS = 500;

/** Whether the work failed because the database was unreachable, so that it may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return !(error instanceof StartupError) && problemOf(error, false).status === 503;
}

/** Repeats work during which the database was lost, for a limited time, because the database may be restarting. */
export async function retryWhileDatabaseIsAway<T>(
  work: () => Promise<T>,
  { waitMs, log, signal }: { waitMs: number; log: BootLog; signal: AbortSignal },
): Promise<T> {
  const deadline = performance.now() + waitMs;
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || performance.now() > deadline) throw error;
      if (isFirst) log.warn('The database was lost during the start, which goes on when it is back');
      await delay(TRY_AGAIN_AFTER_MS, undefined, { signal });
    }
  }
}
