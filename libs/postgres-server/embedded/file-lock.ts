import { accessSync, closeSync, constants, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';

const busy = 5;

/**
 * A lock between processes that the kernel drops with its holder, so a killed one leaves nothing to clean up. Node has
 * no flock, but its SQLite takes the same kind of lock on the (empty) file. Nothing else in the process may open the
 * file while it is held: closing any descriptor of it would drop the lock.
 */
export class FileLock {
  private constructor(private readonly connection: DatabaseSync) {}

  static tryExclusive(path: string): FileLock | undefined {
    return FileLock.take(path, 'BEGIN EXCLUSIVE');
  }

  /** Undefined when the lock was not free in time. */
  static async exclusive(path: string, timeoutMs: number): Promise<FileLock | undefined> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const lock = FileLock.tryExclusive(path);
      if (lock || Date.now() > deadline) return lock;
      await delay(20);
    }
  }

  static tryShared(path: string): FileLock | undefined {
    return FileLock.take(path, 'BEGIN; SELECT count(*) FROM sqlite_schema');
  }

  release(): void {
    if (this.connection.isOpen) this.connection.close();
  }

  private static take(path: string, begin: string): FileLock | undefined {
    createPrivately(path);
    const connection = new DatabaseSync(path, { timeout: 0 });
    try {
      connection.exec(begin);
      return new FileLock(connection);
    } catch (error) {
      connection.close();
      if ((error as { errcode?: number }).errcode === busy) return undefined;
      throw error;
    }
  }
}

/** Created here because SQLite would use the umask's rights and report a vague error where it may not write. */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    accessSync(path, constants.R_OK | constants.W_OK);
  }
}
