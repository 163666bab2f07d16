import type { WireConnection } from './pg-internals.js';
import type { RowShape } from './row-shape.js';
import type { SqlMessage } from '../statements/statement.js';
import type { WireMessage } from './wire-message.js';

/** The limit per connection, since a prepared statement takes 32–148 kB of the backend. */
const MAX_PER_CONNECTION = 256;

interface Known {
  /** False after an error, when it may or may not exist. */
  isReady: boolean;
  /** Known once the server has described it. It never changes, because the server refuses to run a statement whose columns have changed. */
  shape?: RowShape;
}

const known = new WeakMap<WireConnection, PreparedStatements>();

/** The named statements of one connection, least recently used first. */
export class PreparedStatements {
  private readonly names = new Map<string, Known>();
  /** The statements that were evicted in the current batch. */
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

  /** Adds a Parse message unless the connection has the statement already. @returns the shape of its rows, if known */
  parse(message: WireMessage, { name, text }: SqlMessage): RowShape | undefined {
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
    // closing a statement that does not exist is no error, so when in doubt it is closed
    if (found) message.closeStatement(name);
    message.parse(name, text);
    this.evictOldest(message);
    this.names.set(name, { isReady: true });
    return undefined;
  }

  setShape({ name }: SqlMessage, shape: RowShape): void {
    const found = name ? this.names.get(name) : undefined;
    if (found) found.shape = shape;
  }

  /**
   * After an error, earlier statements were parsed, later ones skipped, and the failed one may or may not exist. A Close may have been
   * skipped too, so its statement may still exist.
   */
  handleError(statements: readonly SqlMessage[], failedAt: number): void {
    for (const { name } of statements.slice(failedAt)) if (name) this.names.set(name, { isReady: false });
    for (const name of this.closed) if (!this.names.has(name)) this.names.set(name, { isReady: false });
  }

  private evictOldest(message: WireMessage): void {
    while (this.names.size >= MAX_PER_CONNECTION) {
      const oldest = this.names.keys().next().value!;
      this.names.delete(oldest);
      this.closed.push(oldest);
      message.closeStatement(oldest);
    }
  }
}
