/** SQL text with its values. A `name` makes it a prepared statement of the connection, for the most frequent queries only. */
export interface SqlMessage {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
}

/** An SQL statement with its parameters and what the unit of work must know of it. */
export interface Statement extends SqlMessage {
  /** Whether it changes data. Row locks and variables of the transaction do not count. */
  readonly writes: boolean;
  /** The error for a division by zero in this statement, see {@link mustChange}. */
  readonly refusal?: () => Error;
}

/** For statements that run rarely, so that no connection keeps them prepared. */
export function unnamed({ name: _, ...statement }: Statement): Statement {
  return statement;
}

export interface StatementResult<R = Record<string, unknown>> {
  readonly rows: R[];
  /** Rows returned or affected. */
  readonly rowCount: number;
  /** The command tag's first word: SELECT, INSERT, COMMIT, ROLLBACK … */
  readonly command: string;
}
