import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { sendBatch } from '../wire/batch-query.js';
import { connectionEndReason } from '../connections/ended-connections.js';
import type { SqlMessage, Statement, StatementResult } from '../statements/statement.js';

/**
 * A connection that delays statements without a result — BEGIN, role and variables — and sends them together with the first one that has a
 * result. It always uses the extended protocol, in which the server refuses several statements in one text.
 */
export class PipelinedConnection implements DatabaseConnection {
  private held: SqlMessage[] = [];
  private begun = false;
  private hasWritten = false;
  private broken = false;
  private isReleased = false;

  constructor(private readonly client: PoolClient) {}

  hold(statement: SqlMessage): void {
    this.held.push(statement);
  }

  /** Sends the delayed statements and these in one round trip. @returns the results of these */
  batch(statements: readonly Statement[]): Promise<StatementResult[]> {
    this.hasWritten ||= statements.some(({ writes }) => writes);
    return this.send(statements);
  }

  private async send(statements: readonly SqlMessage[]): Promise<StatementResult[]> {
    // a statement after the end of its transaction must not run in that of the connection's next user
    if (this.isReleased) throw new Error('The transaction of this statement has ended.');
    const answer = sendBatch(this.client, this.held, statements).catch((error: Error) => {
      throw connectionEndReason(this.client, error);
    });
    this.begun ||= this.held.length > 0;
    this.held = [];
    return answer;
  }

  /** Whether a statement of the ORM writes is known only from the server's response. */
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const [result] = await this.send([{ text: sql, values: parameters }]).catch((error: unknown) => {
      this.hasWritten = true;
      throw error;
    });
    const rows = result!.rows as R[];
    if (result!.command === 'SELECT') return { rows };
    this.hasWritten = true;
    return { rows, numAffectedRows: BigInt(result!.rowCount) };
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming needs a cursor, which this connection does not offer: read in pages.');
  }

  begin(settings: TransactionSettings): void {
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
    const access = settings.accessMode ? ` ${settings.accessMode}` : '';
    this.hasWritten = false;
    this.hold({ text: `begin${isolation}${access}`, values: [] });
  }

  async commit(): Promise<void> {
    if (!this.begun) {
      this.held = [];
      return;
    }
    const { hasWritten } = this;
    const committed = this.send([{ text: 'commit', values: [] }]);
    this.begun = false;
    if (!hasWritten) {
      // nothing depends on this response; the next user of the connection queues after it
      committed.catch(() => (this.broken = true));
      return;
    }
    const [result] = await committed;
    if (result!.command !== 'COMMIT') throw new Error('The transaction had failed before and was rolled back.');
  }

  /**
   * Sent whenever anything was sent, because pg rejects before its state is current. Never fails: uncommitted changes end with their
   * connection, and Kysely would never release a connection whose rollback failed.
   */
  async rollback(): Promise<void> {
    this.held = [];
    if (!this.begun) return;
    this.begun = false;
    await this.send([{ text: 'rollback', values: [] }]).catch(() => (this.broken = true));
  }

  release(): void {
    this.isReleased = true;
    this.client.release(this.broken);
  }
}

class PipelinedDriver implements Driver {
  constructor(private readonly pool: Pool) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new PipelinedConnection(await this.pool.connect());
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    (connection as PipelinedConnection).begin(settings);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as PipelinedConnection).commit();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as PipelinedConnection).rollback();
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await runSavepointCommand(connection, 'savepoint', name);
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await runSavepointCommand(connection, 'rollback to savepoint', name);
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await runSavepointCommand(connection, 'release savepoint', name);
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as PipelinedConnection).release();
  }

  /** The pool is closed by its creator. */
  async destroy(): Promise<void> {}
}

async function runSavepointCommand(connection: DatabaseConnection, command: string, name: string): Promise<void> {
  await (connection as PipelinedConnection).batch([
    { text: `${command} "${name.replaceAll('"', '""')}"`, values: [], writes: false },
  ]);
}

export function pipelinedDialect(pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PipelinedDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
