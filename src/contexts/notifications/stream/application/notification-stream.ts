import { Readable } from 'node:stream';

/** More than a page of notifications; what a reader leaves waiting beyond it waits in the database. */
const BUFFER_BYTES = 64 * 1_024;

/** The events of one open stream, as `text/event-stream`. */
export class NotificationStream extends Readable {
  /** A reading of `performance.now()` when the reader fell behind, or is to read the end; undefined while it keeps up. */
  behindSince: number | undefined;
  private isEnded = false;

  /** @param wantsMore called when the reader has caught up */
  constructor(private readonly wantsMore: () => void) {
    super({ highWaterMark: BUFFER_BYTES });
  }

  override _read(): void {
    if (this.behindSince === undefined) return;
    this.behindSince = undefined;
    this.wantsMore();
  }

  event(name: string, data: object, id: string): void {
    this.write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** How long a client is to wait before it connects again. */
  retryAfter(milliseconds: number): void {
    this.write(`retry: ${milliseconds}\n\n`);
  }

  /** Keeps proxies from closing the connection, and shows a client that it lives. */
  heartbeat(): void {
    this.write(': heartbeat\n\n');
  }

  /** The client connects again, or not: nothing is lost. */
  end(): void {
    if (this.isEnded || this.destroyed) return;
    this.isEnded = true;
    this.behindSince ??= performance.now();
    this.push(null);
  }

  private write(text: string): void {
    if (this.destroyed || this.isEnded) return;
    if (!this.push(text)) this.behindSince ??= performance.now();
  }
}
