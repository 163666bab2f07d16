import type pg from 'pg';

/** Ends a connection whose other end may never answer a farewell. */
export function cutOff(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
