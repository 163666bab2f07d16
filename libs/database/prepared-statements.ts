import type { WireConnection } from './pg-internals.js';
import type { RowShape } from './row-shape.js';
import type { Sent } from './statement.js';
import type { WireMessage } from './wire-message.js';

/** A prepared statement keeps 32–148 kB of the backend: a connection holds at most so many. */
const MOST_PER_CONNECTION = 256;

interface Known {
  /** False after an error: it may or may not be there. */
  isReady: boolean;
  /** Once the server has described it: that never changes, it refuses to run a statement whose columns have become others. */
  shape?: RowShape;
}

const known = new WeakMap<WireConnection, PreparedStatements>();

/** Which named statements one connection has, least recently used first. */
export class PreparedStatements {
  private readonly names = new Map<string, Known>();
  /** Those that had to make room in the batch that is under way. */
  private closed: string[] = [];

  static of(connection: WireConnection): PreparedStatements {
    let statements = known.get(connection);
    if (!statements) {
      statements = new PreparedStatements();
      known.set(connection, statements);
    }
    return statements;
  }

  startBatch(): void {
    if (this.closed.length > 0) this.closed = [];
  }

  /** Adds Parse unless the connection knows the statement already. Answers the shape of its rows where that is known as well. */
  parse(message: WireMessage, { name, text }: Sent): RowShape | undefined {
    if (!name) {
      message.parse('', text);
      return undefined;
    }
    const found = this.names.get(name);
    this.names.delete(name);
    if (found?.isReady) {
      this.names.set(name, found);
      return found.shape;
    }
    // closing a statement that does not exist is no error, so doubt costs one message
    if (found) message.closeStatement(name);
    message.parse(name, text);
    this.makeRoom(message);
    this.names.set(name, { isReady: true });
    return undefined;
  }

  learn({ name }: Sent, shape: RowShape): void {
    const found = name ? this.names.get(name) : undefined;
    if (found) found.shape = shape;
  }

  /**
   * After an error: what came before it was parsed, what came after was skipped, the one at fault may or may not exist.
   * A Close may have been skipped as well, and its statement be there still.
   */
  failed(statements: readonly Sent[], failedAt: number): void {
    for (const { name } of statements.slice(failedAt)) if (name) this.names.set(name, { isReady: false });
    for (const name of this.closed) if (!this.names.has(name)) this.names.set(name, { isReady: false });
  }

  private makeRoom(message: WireMessage): void {
    while (this.names.size >= MOST_PER_CONNECTION) {
      const oldest = this.names.keys().next().value!;
      this.names.delete(oldest);
      this.closed.push(oldest);
      message.closeStatement(oldest);
    }
  }
}
