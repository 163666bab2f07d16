import type { PoolClient } from 'pg';
import Result from 'pg/lib/result.js';
import { prepareValue } from 'pg/lib/utils.js';
import type { Submittable, WireConnection } from './pg-internals.js';
import { PreparedStatements } from './prepared-statements.js';
import type { Statement, StatementResult } from './statement.js';

/**
 * Several statements in one message and one Sync: without an explicit BEGIN they are one implicit transaction
 * (PostgreSQL, "Extended Query", pipelining), and after an error the server skips all that follows.
 * Handed to `client.query`, which calls the handlers below as answers arrive.
 */
class BatchQuery implements Submittable {
  private readonly statements: readonly Statement[];
  private readonly values: readonly unknown[][];
  private readonly results: Result[];
  private completed = 0;
  private failure: Error | undefined;
  callback: (error: Error | null, results?: StatementResult[]) => void = () => undefined;

  /** @throws for a value that cannot be written, before anything is sent: no half of a transaction is left behind */
  constructor(
    private readonly preamble: readonly Statement[],
    statements: readonly Statement[],
    types: unknown,
  ) {
    this.statements = [...preamble, ...statements];
    this.values = this.statements.map(({ values }) => values.map(prepareValue));
    this.results = this.statements.map(() => new Result(undefined, types));
  }

  submit(connection: WireConnection): Error | null {
    const prepared = PreparedStatements.of(connection);
    prepared.startBatch();
    connection.stream.cork();
    this.statements.forEach((statement, index) => {
      prepared.parse(connection, statement);
      connection.bind({ statement: statement.name, values: this.values[index]! });
      connection.describe({ type: 'P', name: '' });
      connection.execute({ portal: '' });
    });
    connection.sync();
    connection.stream.uncork();
    return null;
  }

  handleRowDescription(message: { fields: unknown[] }): void {
    this.results[this.completed]?.addFields(message.fields);
  }

  handleDataRow(message: { fields: unknown[] }): void {
    const result = this.results[this.completed];
    if (!result || this.failure) return;
    try {
      result.addRow(result.parseRow(message.fields));
    } catch (error) {
      this.failure = error as Error;
    }
  }

  handleCommandComplete(message: object): void {
    this.results[this.completed]?.addCommandComplete(message);
    this.completed += 1;
  }

  handleEmptyQuery(): void {
    this.completed += 1;
  }

  handlePortalSuspended(): void {
    this.failure = new Error('A portal was suspended although no row limit was asked for.');
  }

  handleCopyInResponse(connection: WireConnection): void {
    connection.sendCopyFail('No source stream defined');
  }

  handleCopyData(): void {}

  handleError(error: Error, connection: WireConnection): void {
    PreparedStatements.of(connection).failed(this.statements, this.completed);
    this.callback(this.failure ?? Object.assign(error, { statementIndex: this.completed - this.preamble.length }));
  }

  handleReadyForQuery(connection: WireConnection): void {
    if (this.failure) {
      PreparedStatements.of(connection).failed(this.statements, this.completed);
      this.callback(this.failure);
    } else {
      this.callback(null, this.results.slice(this.preamble.length) as StatementResult[]);
    }
  }
}

/**
 * Sends the preamble and the statements in one round trip; answers the results of the statements. The error of a failed one
 * carries its place among them as `statementIndex`.
 * @throws at once, with nothing sent, for a value that cannot be written
 */
export function sendBatch(
  client: PoolClient,
  preamble: readonly Statement[],
  statements: readonly Statement[],
): Promise<StatementResult[]> {
  const types = (client as unknown as { _types: unknown })._types;
  const batch = new BatchQuery(preamble, statements, types);
  return new Promise((resolve, reject) => {
    batch.callback = (error, results) => (error ? reject(error) : resolve(results!));
    client.query(batch as never);
  });
}
