import { Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import type { PlatformDb } from './platform-db.js';

const READ_EVERY_MS = 30_000;
/** Used while the database does not respond. */
const READ_AGAIN_MS = 1_000;

/**
 * The time of the database, which all processes share, so that clocks of machines do not matter. It is read at intervals and advanced by
 * the monotonic clock, so reading it costs nothing.
 */
export class DatabaseClock extends Clock implements OnModuleDestroy {
  private readonly logger = new Logger('Clock');
  /** The machine's time, until the database has responded. */
  private time = Date.now();
  private readAt = performance.now();
  private isRead = false;
  private timer: NodeJS.Timeout | undefined;

  private constructor(private readonly db: PlatformDb) {
    super();
  }

  static async start(db: PlatformDb): Promise<DatabaseClock> {
    const clock = new DatabaseClock(db);
    await clock.keepReading();
    return clock;
  }

  now(): Date {
    return new Date(this.time + performance.now() - this.readAt);
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async keepReading(): Promise<void> {
    const isRead = await this.read().catch((error: unknown) => {
      this.logger.warn(`The time of the database cannot be read: ${String(error)}`);
      return false;
    });
    const again = (): void => void this.keepReading();
    this.timer = setTimeout(again, isRead ? READ_EVERY_MS : READ_AGAIN_MS).unref();
  }

  /** The database read its clock at some time during the round trip, so differences within that time are ignored. */
  private async read(): Promise<boolean> {
    const asked = performance.now();
    const [result] = await this.db.batch(timeOfDatabase);
    const [row] = result!.rows as unknown as [{ at: number }];
    const uncertain = (performance.now() - asked) / 2;
    const middle = asked + uncertain;
    const isOff = Math.abs(this.time + middle - this.readAt - row.at) > uncertain;
    if (!isOff && this.isRead) return true;
    this.time = row.at;
    this.readAt = middle;
    this.isRead = true;
    return true;
  }
}

const timeOfDatabase = {
  name: 'time_of_database',
  text: 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as at',
  values: [],
  writes: false,
};
