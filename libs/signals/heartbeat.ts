import type pg from 'pg';

const INTERVAL_MILLISECONDS = 250;

/**
 * Whoever sends a signal waits longer than this for a process that does not answer. All that was sent before a heartbeat has come when
 * that is answered, so a process which relies on nothing older has read anew what the signal was about when its sender goes on.
 */
export const RELIED_ON_MILLISECONDS = 900;

/** Asks a listening connection again and again whether it is alive: one that is frozen or cut off looks like one with nothing to tell. */
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
    this.reliableUntil = sentAt + RELIED_ON_MILLISECONDS;
    this.timer = setTimeout(() => void this.beat(), INTERVAL_MILLISECONDS).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
