/** The parts of `pg` that a query object of our own works with (pg 8.23, lib/query.js does the same). */
export interface WireConnection {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { text: string; name: string }): void;
  bind(message: { statement?: string | undefined; values: readonly unknown[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string }): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
  sendCopyFail(reason: string): void;
}

/** What `client.query` accepts instead of text: it submits itself and is told of each answer. */
export interface Submittable {
  submit(connection: WireConnection): Error | null;
  handleError(error: Error, connection: WireConnection): void;
  handleReadyForQuery(connection: WireConnection): void;
}
