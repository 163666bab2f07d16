import type { ClientBase } from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import type { Submittable, WireConnection } from './pg-internals.js';
import { PreparedStatements } from './prepared-statements.js';
import { RowShape, type Column } from './row-shape.js';
import type { SqlMessage, StatementResult } from '../statements/statement.js';
import { WireMessage, type WireValue } from './wire-message.js';

/** `SELECT 50`, `INSERT 0 1`, `COMMIT`, `CREATE TABLE` */
const completion = /^(\S*)(?:.* (\d+)$)?/;

/**
 * Several statements in one message with one Sync: without BEGIN they are one implicit transaction (PostgreSQL, "Extended Query",
 * pipelining), and after an error the server skips the rest. Passed to `client.query`, which calls the handlers below as responses arrive.
 */
class BatchQuery implements Submittable {
  private readonly statements: readonly SqlMessage[];
  private readonly values: readonly (readonly WireValue[])[];
  private readonly results: StatementResult[] = [];
  /** The shapes of the statements' rows, where they are known. */
  private shapes: (RowShape | undefined)[] = [];
  private prepared: PreparedStatements | undefined;
  private rows: StatementResult['rows'] = [];
  private failure: Error | undefined;
  callback: (error: Error | null, results?: StatementResult[]) => void = () => undefined;

  /** @throws for a value that cannot be encoded, before anything is sent, so that no half of a transaction is left open */
  constructor(
    private readonly client: ClientBase,
    private readonly preamble: readonly SqlMessage[],
    statements: readonly SqlMessage[],
  ) {
    this.statements = [...preamble, ...statements];
    this.values = this.statements.map(({ values }) => values.map(prepareValue));
  }

  submit(connection: WireConnection): Error | null {
    const prepared = PreparedStatements.of(connection);
    const message = new WireMessage();
    prepared.startBatch();
    this.prepared = prepared;
    this.shapes = this.statements.map((statement, index) => {
      const shape = prepared.parse(message, statement);
      message.bind(statement.name ?? '', this.values[index]!);
      if (!shape) message.describePortal();
      message.execute();
      return shape;
    });
    message.sync();
    connection.stream.write(message.bytes);
    return null;
  }

  handleRowDescription({ fields }: { readonly fields: readonly Column[] }): void {
    this.learn(new RowShape(fields, (type) => this.client.getTypeParser(type) as (text: string) => unknown));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (this.failure) return;
    try {
      this.rows.push(this.shapes[this.results.length]!.read(fields));
    } catch (error) {
      this.failure = error as Error;
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    if (!this.shapes[this.results.length]) this.learn(RowShape.none);
    const [, command = '', count = '0'] = completion.exec(text) ?? [];
    this.complete(command, Number(count));
  }

  handleEmptyQuery(): void {
    this.complete('', 0);
  }

  handlePortalSuspended(): void {
    this.failure = new Error('A portal was suspended although no row limit was asked for.');
  }

  handleCopyInResponse(connection: WireConnection): void {
    connection.sendCopyFail('No source stream defined');
  }

  handleCopyData(): void {}

  handleError(error: Error, connection: WireConnection): void {
    const failedAt = this.results.length;
    PreparedStatements.of(connection).handleError(this.statements, failedAt);
    this.callback(this.failure ?? Object.assign(error, { statementIndex: failedAt - this.preamble.length }));
  }

  handleReadyForQuery(connection: WireConnection): void {
    if (this.failure) {
      PreparedStatements.of(connection).handleError(this.statements, this.results.length);
      this.callback(this.failure);
    } else {
      this.callback(null, this.results.slice(this.preamble.length));
    }
  }

  private learn(shape: RowShape): void {
    const index = this.results.length;
    this.shapes[index] = shape;
    this.prepared!.setShape(this.statements[index]!, shape);
  }

  private complete(command: string, rowCount: number): void {
    this.results.push({ rows: this.rows, rowCount, command });
    this.rows = [];
  }
}

/**
 * Sends the preamble and the statements in one round trip. The error of a failed statement has its index as `statementIndex`.
 * @returns the results of the statements, without those of the preamble
 * @throws at once, with nothing sent, for a value that cannot be encoded
 */
export function sendBatch(
  client: ClientBase,
  preamble: readonly SqlMessage[],
  statements: readonly SqlMessage[],
): Promise<StatementResult[]> {
  const batch = new BatchQuery(client, preamble, statements);
  return new Promise((resolve, reject) => {
    batch.callback = (error, results) => (error ? reject(error) : resolve(results!));
    client.query(batch as never);
  });
}
