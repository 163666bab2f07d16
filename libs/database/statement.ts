/** SQL as it is sent. A `name` makes it a prepared statement of the connection: only for the hottest. */
export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
}

/** One SQL statement with its parameters, and what is to be known of it. */
export interface Statement extends Sent {
  /** Whether it changes what others can see. To lock rows, or to set a variable of the transaction, does not. */
  readonly writes: boolean;
  /** What a division by zero in this statement means: see {@link mustChange}. */
  readonly refusal?: () => Error;
}

/** For what is rarely run: not worth a prepared statement that each connection keeps. */
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
