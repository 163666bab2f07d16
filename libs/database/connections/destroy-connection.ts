import type pg from 'pg';

/** Closes a connection without waiting for the server, which may never respond. */
export function destroyConnection(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
