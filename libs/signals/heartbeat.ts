import type pg from 'pg';

const INTERVAL_MILLISECONDS = 250;

/**
 * For so long after a heartbeat a process may trust what it remembers: every signal sent before the heartbeat has arrived by the time it
 * is answered. Senders wait longer than this for a process that does not acknowledge, so by then it has stopped trusting its memory.
 */
export const RELIABLE_MILLISECONDS = 900;

/** Checks regularly that a listening connection is alive, since one that is frozen or cut off looks like one without messages. */
export class Heartbeat {
  private timer: NodeJS.Timeout | undefined;
  /** A reading of `performance.now()`, which also goes on while the process itself is frozen. */
  reliableUntil = 0;

  constructor(
    private readonly client: pg.Client,
    private readonly failed: (error: Error) => void,
  ) {}

  async beat(): Promise<void> {
    const sentAt = performance.now();
    try {
      await this.client.query('select');
    } catch (error) {
      return this.failed(error as Error);
    }
    this.reliableUntil = sentAt + RELIABLE_MILLISECONDS;
    this.timer = setTimeout(() => void this.beat(), INTERVAL_MILLISECONDS).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
