import type { WireConnection } from './pg-internals.js';
import type { Statement } from './statement.js';

/** A prepared statement keeps 32–148 kB of the backend: a connection holds at most so many. */
const MOST_PER_CONNECTION = 256;

const known = new WeakMap<WireConnection, PreparedStatements>();

/** Which named statements one connection has, least recently used first. */
export class PreparedStatements {
  private readonly names = new Map<string, 'ready' | 'uncertain'>();
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

  /** Sends Parse unless the connection knows the statement already. */
  parse(connection: WireConnection, { name, text }: Statement): void {
    if (!name) {
      connection.parse({ text, name: '' });
      return;
    }
    const state = this.names.get(name);
    this.names.delete(name);
    if (state !== 'ready') {
      // closing a statement that does not exist is no error, so doubt costs one message
      if (state === 'uncertain') connection.close({ type: 'S', name });
      connection.parse({ text, name });
      this.makeRoom(connection);
    }
    this.names.set(name, 'ready');
  }

  /**
   * After an error: what came before it was parsed, what came after was skipped, the one at fault may or may not exist.
   * A Close may have been skipped as well, and its statement be there still.
   */
  failed(statements: readonly Statement[], failedAt: number): void {
    for (const { name } of statements.slice(failedAt)) if (name) this.names.set(name, 'uncertain');
    for (const name of this.closed) if (!this.names.has(name)) this.names.set(name, 'uncertain');
  }

  private makeRoom(connection: WireConnection): void {
    while (this.names.size >= MOST_PER_CONNECTION) {
      const oldest = this.names.keys().next().value!;
      this.names.delete(oldest);
      this.closed.push(oldest);
      connection.close({ type: 'S', name: oldest });
    }
  }
}
