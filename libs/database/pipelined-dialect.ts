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
import { sendBatch } from './batch-query.js';
import { endOf } from './ended-connections.js';
import type { Sent, Statement, StatementResult } from './statement.js';

/**
 * A connection that holds back what has no answer of interest — BEGIN, role and variables — and sends it in one message
 * with the first statement that has one. The extended protocol throughout: stacked statements are refused by the server.
 */
export class PipelinedConnection implements DatabaseConnection {
  private held: Sent[] = [];
  private begun = false;
  private hasWritten = false;
  private broken = false;
  private isReleased = false;

  constructor(private readonly client: PoolClient) {}

  hold(statement: Sent): void {
    this.held.push(statement);
  }

  /** Sends what is held and these statements in one round trip; answers the results of these. */
  batch(statements: readonly Statement[]): Promise<StatementResult[]> {
    this.hasWritten ||= statements.some(({ writes }) => writes);
    return this.send(statements);
  }

  private async send(statements: readonly Sent[]): Promise<StatementResult[]> {
    // what outlives its transaction must not slip into that of the connection's next user
    if (this.isReleased) throw new Error('The transaction of this statement has ended.');
    const answer = sendBatch(this.client, this.held, statements).catch((error: Error) => {
      throw endOf(this.client, error);
    });
    this.begun ||= this.held.length > 0;
    this.held = [];
    return answer;
  }

  /** What the ORM sends does not say whether it writes: the server does, in its answer. */
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
      // nothing hangs on this answer; the next user of the connection queues behind it
      committed.catch(() => (this.broken = true));
      return;
    }
    const [result] = await committed;
    if (result!.command !== 'COMMIT') throw new Error('The transaction had failed before and was rolled back.');
  }

  /**
   * Always sent once anything was: pg rejects before the server is ready again, so the state it shows is stale. Never fails:
   * what was not committed goes with its connection, and Kysely would keep a connection whose rollback failed for ever.
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

  /** The pool belongs to whoever made it. */
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
