import { setTimeout as delay } from 'node:timers/promises';
import { StartupError } from '#libs/kernel';
import { problemOf } from '#libs/http';
import type { BootLog } from './open-database.js';

const TRY_AGAIN_AFTER_MS = 500;

/** Whether it failed because the database, or the way to it, was gone: the same may succeed once it is back. */
export function isDatabaseAway(error: unknown): boolean {
  return !(error instanceof StartupError) && problemOf(error, false).status === 503;
}

/** Repeats what the database was lost in, for so long: where everything starts together it may be starting again itself. */
export async function outlast<T>(
  work: () => Promise<T>,
  { waitMs, log, signal }: { waitMs: number; log: BootLog; signal: AbortSignal },
): Promise<T> {
  const deadline = performance.now() + waitMs;
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > deadline) throw error;
      if (isFirst) log.warn('The database was lost during the start, which goes on when it is back');
      await delay(TRY_AGAIN_AFTER_MS, undefined, { signal });
    }
  }
}
