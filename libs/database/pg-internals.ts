import type { Column } from './row-shape.js';

/** The parts of `pg` that a query object of our own works with (pg 8.23, lib/query.js does the same). */
export interface WireConnection {
  readonly stream: { write(bytes: Buffer): void };
  sendCopyFail(reason: string): void;
}

/** What `client.query` accepts instead of text: it submits itself and is told of each answer. */
export interface Submittable {
  submit(connection: WireConnection): Error | null;
  handleRowDescription(message: { readonly fields: readonly Column[] }): void;
  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void;
  handleCommandComplete(message: { readonly text: string }): void;
  handleEmptyQuery(): void;
  handlePortalSuspended(): void;
  handleCopyInResponse(connection: WireConnection): void;
  handleCopyData(): void;
  handleError(error: Error, connection: WireConnection): void;
  handleReadyForQuery(connection: WireConnection): void;
}

/** What can be seen of a connection from outside, whatever it is used for. */
export interface ConnectionInUse {
  /** False from the moment that something is sent until all of it is answered. */
  readonly readyForQuery: boolean;
  readonly processID: number;
  readonly connection: { readonly stream: { readonly bytesRead: number; destroy(error?: Error): void } };
  once(event: 'end', listener: () => void): unknown;
}
