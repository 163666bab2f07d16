/** One SQL statement with its parameters. A `name` makes it a prepared statement of the connection: only for the hottest. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
}

export interface StatementResult<R = Record<string, unknown>> {
  readonly rows: R[];
  /** Rows returned or affected. */
  readonly rowCount: number;
  /** The command tag's first word: SELECT, INSERT, COMMIT, ROLLBACK … */
  readonly command: string;
}
