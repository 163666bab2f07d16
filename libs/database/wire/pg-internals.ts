import type { Column } from './row-shape.js';

/** The internals of `pg` that our own query object uses, as lib/query.js of pg 8.23 does. */
export interface WireConnection {
  readonly stream: { write(bytes: Buffer): void };
  sendCopyFail(reason: string): void;
}

/** What `client.query` accepts instead of text: an object that submits itself and handles each response. */
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

/** The observable state of a connection. */
export interface ConnectionInUse {
  /** False from when a query is sent until its response is complete. */
  readonly readyForQuery: boolean;
  readonly processID: number;
  readonly connection: { readonly stream: { readonly bytesRead: number; destroy(error?: Error): void } };
  once(event: 'end', listener: () => void): unknown;
}
